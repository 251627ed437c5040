import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';

type Founded = Pick<FoundedPartnership, 'id' | 'facilitator' | 'partners'>;

/** A day so many days from now, as somebody types it. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Sets up a group with these people in it; returns its id. */
export async function setUpGroup(
  town: TestTown,
  { id, facilitator }: Founded,
  form: Record<string, string>,
  people: readonly string[] = [],
): Promise<string> {
  const whole = { name: 'Kitchen', purpose: 'Cooks', decides: 'The menu', review: inDays(300), ...form };
  const as = { as: facilitator };
  const { location, status, html } = await town.post(`/partnerships/${id}/groups`, whole, as);
  if (!location) throw new Error(`${status} ${html.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`);
  for (const person of people) await town.post(`${location}/people`, { person }, as);
  return location.split('/').at(-1)!;
}

/** For the matrix and the guards: one group with people in it and one below it. The lead of the first partner leads it. */
export async function settleGroups(town: TestTown, founded: Founded): Promise<Record<string, string>> {
  const [lead, peer] = founded.partners.map((one) => one.lead) as [string, string];
  const group = await setUpGroup(town, founded, {}, [lead, peer]);
  const below = await setUpGroup(town, founded, { name: 'Ovens', above: group }, [peer]);
  const at = `/partnerships/${founded.id}/groups`;
  await town.post(`${at}/${group}/links`, { lead, representative: peer }, { as: founded.facilitator });
  await town.post(`${at}/${below}/links`, { lead: peer, representative: '' }, { as: founded.facilitator });
  return { group, below };
}
