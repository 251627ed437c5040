import type { Room } from '../../mechanisms/same-questions/room.ts';
import { setRoutes } from '../../mechanisms/same-questions/routes.tsx';
import { ofText, textRoutes } from '../../mechanisms/same-questions/text.tsx';
import { joinedOf } from '../../mechanisms/sealed-round/asking.ts';
import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { doorTo } from '../rounds/actions/sets.ts';
import type { InRound } from '../rounds/actions.ts';
import { beginChoice } from './actions.ts';
import { words } from './messages/index.ts';
import { choiceForm, ownKind, partsIn } from './rules.ts';
import { ChoicePage } from './views/choice.tsx';
import { Opened } from './views/opened.tsx';

const room: Room<InRound> = {
  ...ofText(ownKind, words),
  partsIn: (locale) => partsIn(words(locale)),
  door: doorTo(ownKind),
  Opened,
};

export const routes = (house: House): Route[] => [
  ...setRoutes(house, room),
  ...textRoutes({
    room,
    words,
    form: ({ inside }) => choiceForm(joinedOf(inside.partners).map(({ id }) => id)),
    formPage: (given) => <ChoicePage {...given} />,
    begin: beginChoice,
  }),
];
