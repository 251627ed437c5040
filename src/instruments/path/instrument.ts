import { guideOf } from '../../guide/adapted.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Instrument, Narration, Proposal, Reader, RoomWork } from '../../platform/instrument.ts';
import { loadPath } from './actions.ts';
import { pathChoices } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { choices, isElement, type Says } from './rules.ts';
import { wayTo } from './way.ts';

const told = (says: Says): Narration => ({
  say(locale, { actor, content }, city) {
    const t = words(locale);
    const element = String(content.element ?? '');
    const step = isElement(element) ? guideOf(city, locale).elements[element].name : t('step.gone');
    const key = says === 'taken-up' && content.from === 'next' ? 'in-order' : says;
    return t(`happened.${key}`, { actor: actor || t('somebody'), step });
  },
  href({ space, content }) {
    const element = String(content.element ?? '');
    return `/partnerships/${space}/path${isElement(element) ? `/${element}` : ''}`;
  },
});

/** After what waits for somebody, and after what a beginning needs: the step that is next. */
async function propose(
  { instruments }: House,
  reader: Reader,
  tx: Tx,
  partnership: string,
  work: readonly RoomWork[],
): Promise<Proposal | undefined> {
  const { timeZone } = reader.city;
  const { next, inside } = await loadPath(tx, { partnership, timeZone, instruments, work });
  if (!next || !inside.contributes) return undefined;
  const t = words(reader.locale);
  const { name, about } = guideOf(reader.city, reader.locale).elements[next.id];
  return {
    order: 50,
    title: t('proposal', { step: name }),
    about,
    step: { href: `/partnerships/${partnership}/path/${next.id}`, action: t('proposal.do') },
  };
}

/** The steps of the guide as a partnership goes through them. */
export function path(house: House): Instrument {
  return {
    name: 'path',
    personal,
    routes: routes(house),
    importing: [pathChoices],
    inside: [{ path: 'path', label: (locale) => words(locale)('title'), order: 10 }],
    way: (asked) => wayTo(house, asked),
    next: (reader, tx, partnership, work) => propose(house, reader, tx, partnership, work),
    narrates: Object.fromEntries(choices.map((says) => [`path.${says}`, told(says)])),
  };
}
