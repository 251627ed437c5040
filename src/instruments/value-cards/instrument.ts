import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { isId } from '../../platform/id.ts';
import type { Instrument } from '../../platform/instrument.ts';
import { listNamed } from '../directory/store/reading.ts';
import { mayWriteCards } from './access.ts';
import { valueCards as importing } from './importing.ts';
import { routes } from './routes.tsx';
import { listCardsFor, listCardsOf } from './store.ts';
import { cardsForGoal, cardsOfOrganisation } from './views/cards.tsx';

/** The cards stand among other things on a page: where they go on has a name of its own. */
function afterOf(page: Page): string | undefined {
  const id = page.query('cards');
  return isId(id) ? id : undefined;
}

/** What a group has to offer, on one sheet. */
export function valueCards(house: House): Instrument {
  return {
    name: 'value-cards',
    routes: routes(house),
    importing: [importing],
    async organisationPage(page, tx, organisation) {
      const cards = await listCardsOf(tx, organisation, afterOf(page));
      const writes = mayWriteCards(page.scope, organisation);
      const named = writes ? (await listNamed(tx, [organisation])).get(organisation) : undefined;
      // Departments are asked, they do not offer themselves.
      const add =
        named && named.kind !== 'department' ? `/organisations/${named.slug}/value-cards/new` : undefined;
      return cards.shown.length > 0 || add ? cardsOfOrganisation(page, cards, add) : undefined;
    },
    async goalPage(page, tx, goal) {
      const cards = await listCardsFor(tx, goal, afterOf(page));
      return cards.shown.length > 0 ? cardsForGoal(page, cards) : undefined;
    },
  };
}
