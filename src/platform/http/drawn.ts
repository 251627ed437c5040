import type { CityView } from '../city.ts';

/** Pages by the state of the city that they were drawn for: another one begins anew. */
const drawnFor = new WeakMap<CityView, Map<string, string>>();

/** Whoever asks may write into an address what they like: what comes after so many is drawn each time. */
const most = 500;

export function drawnOnce(city: CityView, key: string, draw: () => string): string {
  const drawn = drawnFor.get(city) ?? new Map<string, string>();
  drawnFor.set(city, drawn);
  const html = drawn.get(key) ?? draw();
  if (drawn.size < most) drawn.set(key, html);
  return html;
}
