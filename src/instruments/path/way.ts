import { guideOf } from '../../guide/adapted.ts';
import type { House } from '../../platform/house.ts';
import type { AskedPage, Crumb } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { isElement } from './rules.ts';

/**
 * From the path to a page of a room that serves one of its steps: by the step it is found again, and where several
 * rooms have it, by that of the room that is nearest. What stands among the
 * pages of every partnership needs no other way.
 */
export function wayTo({ instruments }: House, { city, locale, path }: AskedPage): readonly Crumb[] {
  const [, , partnership, ...rest] = path.split('/');
  const isHere = (room: string) => `${rest.join('/')}/`.startsWith(`${room}/`);
  if (instruments.some(({ inside = [] }) => inside.some((page) => isHere(page.path)))) return [];
  const offers = instruments
    .flatMap(({ steps }) => steps?.offers ?? [])
    .filter((offer) => isHere(offer.path));
  const [first] = offers.toSorted((a, b) => b.path.length - a.path.length || a.order - b.order);
  if (!first || !isElement(first.element)) return [];
  const home = `/partnerships/${partnership}/path`;
  const { name } = guideOf(city, locale).elements[first.element];
  return [
    { href: home, label: words(locale)('title') },
    { href: `${home}/${first.element}`, label: name },
  ];
}
