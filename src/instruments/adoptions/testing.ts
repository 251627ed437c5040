import type { TestTown } from '../../testing.ts';
import { settleEnded } from '../decisions/actions.ts';
import { endNow, idOf } from '../decisions/testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';
import { sectionsOf } from '../texts/testing.ts';

/** What those who answer for partners say to a decision, in the words of its way; with a reason, where one is wanted. */
export async function say(
  town: TestTown,
  decision: string,
  voices: Readonly<Record<string, string>>,
  version = 1,
): Promise<void> {
  for (const [as, stance] of Object.entries(voices)) {
    const voice = { version: String(version), stance, reason: 'A cook is missing' };
    const { status, html } = await town.post(`${decision}/voice`, voice, { as });
    if (status !== 303) throw new Error(`${status} ${html.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`);
  }
}

/** Its moment comes, it is counted, and what it adopts is adopted. */
export async function end(town: TestTown, decision: string): Promise<void> {
  await endNow(town, idOf(decision));
  await settleEnded(town);
  await town.settle();
}

/** Puts another way to all. Returns the address of the decision. */
export async function proposeWay(
  town: TestTown,
  { id }: Pick<FoundedPartnership, 'id'>,
  form: Record<string, string>,
  as: string,
): Promise<string> {
  const whole = { days: '14', quorum: '2', because: 'One who is silent stops all of us', ...form };
  const { location, status, html } = await town.post(`/partnerships/${id}/adoptions`, whole, { as });
  if (!location) throw new Error(`${status} ${html.replace(/<[^>]+>/g, ' ').slice(0, 2_000)}`);
  return location;
}

/** A partnership that has chosen a way by everybody's yes. */
export async function chooseWay(
  town: TestTown,
  founded: FoundedPartnership,
  form: Record<string, string>,
): Promise<void> {
  const leads = founded.partners.map(({ lead }) => lead!);
  const decision = await proposeWay(town, founded, form, leads[0]!);
  await say(town, decision, Object.fromEntries(leads.map((lead) => [lead, 'yes'])));
  await end(town, decision);
}

/** For the matrix and the guards: a text with a way of its own, a section of it, and the decision about that way. */
export async function settleAdoptions(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const as = founded.partners[0]!.lead!;
  const form = { title: 'House rules', from: 'empty', headings: 'Doors' };
  const path = (await town.post(`/partnerships/${founded.id}/texts`, form, { as })).location!;
  const [section] = await sectionsOf(town, path);
  const words = { heading: 'Doors', text: 'Doors close at ten.', base: '0' };
  await town.post(`${path}/blocks/${section!.id}/versions`, words, { as });
  const decision = await proposeWay(town, founded, { way: 'majority', text: idOf(path) }, as);
  await town.database.outer.query('update adoption set adopted_at = app_now() where decision_id = $1', [
    idOf(decision),
  ]);
  return { adopting: idOf(decision), decidedtext: idOf(path), decidedblock: section!.id };
}
