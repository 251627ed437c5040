import type { Room } from '../../mechanisms/same-questions/room.ts';
import { setRoutes } from '../../mechanisms/same-questions/routes.tsx';
import { ofText, textRoutes } from '../../mechanisms/same-questions/text.tsx';

import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { doorTo } from '../rounds/actions/sets.ts';
import type { InRound } from '../rounds/actions.ts';
import { beginSheet } from './actions.ts';
import { words } from './messages/index.ts';
import { ownKind, partsIn, sheetForm } from './rules.ts';
import { Opened } from './views/opened.tsx';
import { SheetPage } from './views/sheet.tsx';

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
    form: () => sheetForm,
    formPage: (given) => <SheetPage {...given} />,
    begin: beginSheet,
  }),
];
