import type { House } from '../../platform/house.ts';

/** What a mail can be ended by: all of its kind, or those of one partnership. */
export type Ending = { person: string; partnership?: string | undefined };

/** The address that ends mails: of a page with one button, and for a mail program that presses it by itself. */
export function endingPath(house: House, { person, partnership }: Ending): string {
  return `/told/links/${house.links.make('told', person, partnership ?? '')}`;
}

export function openEnding(house: House, token: string): Ending | undefined {
  const [person, partnership] = house.links.open('told', token) ?? [];
  return person ? { person, ...(partnership && { partnership }) } : undefined;
}
