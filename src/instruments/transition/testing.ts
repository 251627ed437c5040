import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';

/** A day as it is typed, so many days from now. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export async function idOf(town: TestTown, table: string, space: string, where = 'true'): Promise<string> {
  const { rows } = await town.database.outer.query(
    `select id from ${table} where space_id = $1 and ${where} order by id desc limit 1`,
    [space],
  );
  if (!rows[0]) throw new Error(`No row in ${table}`);
  return rows[0].id;
}

type Form = Record<string, string | string[]>;

/** Sends a form that is meant to be taken. */
export async function send(town: TestTown, path: string, form: Form, as: string): Promise<string> {
  const { status, html, location } = await town.post(path, form, { as });
  if (status !== 303) throw new Error(`${path} answered ${status}\n${html.slice(0, 3_000)}`);
  return location!;
}

/** For the matrix: ticks, a proposal that waits for words, and a milestone with a step and a day that was moved. */
export async function settleTransition(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const lead = founded.partners[0]!.lead;
  const at = `/partnerships/${founded.id}/transition`;
  await send(town, `${at}/checks`, { ticked: ['people'] }, lead);
  await send(town, `${at}/proposals`, { choice: 'go', text: 'We can' }, founded.facilitator);
  const proposal = await idOf(town, 'consent_proposal', founded.id, `kind = 'transition'`);
  const owner = `person:${lead}`;
  const milestone = { what: 'Three canteens cook it', known: 'We eat there', owner, due: inDays(60) };
  await send(town, `${at}/plan`, milestone, lead);
  const id = await idOf(town, 'milestone', founded.id);
  await send(town, `${at}/plan/${id}/date`, { due: inDays(90), reason: 'Holidays' }, lead);
  await send(town, `${at}/plan/${id}/steps`, { text: 'Buy pots', owner, due: inDays(30) }, lead);
  return { proposal, milestone: id };
}
