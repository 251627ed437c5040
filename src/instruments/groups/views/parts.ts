import { typedDay } from '../../../platform/i18n/dates.ts';
import type { CirclePart, Group } from '../store.ts';

export const pathOf = (partnership: string) => `/partnerships/${partnership}/groups`;

/** A group as the fields of its form say it. */
export function typedGroup({ name, purpose, decides, reviewOn, above }: Group): Record<string, string> {
  return { name, purpose, decides, review: typedDay(reviewOn), above: above ?? '' };
}

/** The two who link it, as the fields of their form say it. */
export function typedLinks(linking: readonly { part: CirclePart; person: string }[]): Record<string, string> {
  const who = (wanted: CirclePart) => linking.find(({ part }) => part === wanted)?.person ?? '';
  return { lead: who('lead'), representative: who('representative') };
}
