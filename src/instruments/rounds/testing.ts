import type { Question } from '../../mechanisms/sealed-round/rules.ts';
import { insertRound } from '../../mechanisms/sealed-round/store.ts';
import { newId } from '../../platform/id.ts';
import type { TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';

export const oneQuestion: readonly Question[] = [{ key: 'q1', kind: 'text', text: 'What should change?' }];

/** A round of all partners of a partnership, asked by its facilitator, a week before its date. */
export async function askThem(
  town: TestTown,
  founded: Pick<FoundedPartnership, 'id' | 'facilitator' | 'partners'>,
  more: {
    kind?: string;
    questions?: readonly Question[];
    opens?: 'all' | 'date';
    days?: number;
    title?: string;
    previous?: string;
    who?: readonly string[];
  } = {},
): Promise<string> {
  return town.database.change(await town.scopeFor(founded.facilitator), (tx) =>
    insertRound(tx, {
      space: founded.id,
      kind: more.kind ?? 'open',
      title: more.title ?? 'Shared vision',
      about: '',
      questions: more.questions ?? oneQuestion,
      locale: 'en',
      opens: more.opens ?? 'all',
      dueAt: new Date(tx.now.getTime() + (more.days ?? 7) * 86_400_000),
      partners: more.who ?? founded.partners.map(({ id }) => id),
      previous: more.previous ?? null,
    }),
  );
}

/** Answers and seals through the pages, as somebody does. */
export async function answer(
  town: TestTown,
  round: string,
  as: string,
  words: string | Record<string, string>,
): Promise<void> {
  const given = typeof words === 'string' ? { q1: words } : words;
  const page = await town.get(round, { as });
  const version = versionOn(page.html);
  const kept = await town.post(`${round}/answer`, { ...given, version, go: 'seal' }, { as });
  if (kept.location !== `${round}/seal`)
    throw new Error(`Not kept: ${kept.status} ${kept.html.slice(0, 2000)}`);
  const sealing = await town.get(kept.location, { as });
  const sealed = await town.post(`${round}/seal`, { version: versionOn(sealing.html) }, { as });
  if (sealed.status !== 303) throw new Error(`Not sealed: ${sealed.status} ${sealed.html.slice(0, 2000)}`);
}

/** The version of the draft that a page shows. */
export function versionOn(html: string): string {
  return /name="version" value="(\d+)"/.exec(html)?.[1] ?? 'none';
}

type Answering = FoundedPartnership['partners'][number];

/** A partnership of three with a round that nobody has answered. */
export async function settleRound(town: TestTown, more: Parameters<typeof askThem>[2] = {}) {
  const founded = await foundPartnership(town);
  const id = await askThem(town, founded, more);
  const [office, group, company] = founded.partners as unknown as [Answering, Answering, Answering];
  return { founded, id, path: `/partnerships/${founded.id}/rounds/${id}`, office, group, company };
}

/** For the matrix: a closed round with a draft, an open one with a mark, and who can be asked or written down for. */
export async function settleRounds(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const [first, second, third] = founded.partners as unknown as [Answering, Answering, Answering];
  const silent = newId();
  await town.database.system(async ({ db }) => {
    const space = {
      id: silent,
      kind: 'partner',
      audience: 'space',
      audience_id: null,
      created_by: null,
    } as const;
    await db.insertInto('space').values(space).execute();
    const partner = {
      id: silent,
      space_id: founded.id,
      audience_id: null,
      name: 'Neighbours',
      kind: 'community',
    } as const;
    await db
      .insertInto('partner')
      .values({ ...partner, organisation_id: null, joined_at: new Date(), left_at: null })
      .execute();
  });
  const who = [first.id, second.id, silent];
  const round = await askThem(town, founded, { who });
  const opened = await askThem(town, founded, { who: [first.id, second.id], title: 'What matters' });
  for (const { lead } of [first, second]) {
    await answer(town, `/partnerships/${founded.id}/rounds/${opened}`, lead, 'Meals from nearby');
    await town.post(
      `/partnerships/${founded.id}/rounds/${round}/draft`,
      { q1: 'Meals from here', version: '0' },
      { as: lead },
    );
  }
  const made = { kind: 'shared', question: 'q1', label: 'Food from here', words: '' };
  await town.post(`/partnerships/${founded.id}/rounds/${opened}/marks`, made, { as: first.lead });
  const { id: mark } = await town.database.system(({ db }) =>
    db.selectFrom('round_mark').select('id').where('round_id', '=', opened).executeTakeFirstOrThrow(),
  );
  return { round, opened, mark, third: third.id, silent };
}

/**
 * For the matrix, in a room that asks the same questions everywhere: a round that is open (`openedNAME`), and a closed
 * one (`NAME`) with drafts of two.
 */
export async function settleSets(
  town: TestTown,
  founded: FoundedPartnership,
  name: string,
  whole: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const home = `/partnerships/${founded.id}/${name}`;
  const send = async (path: string, form: Record<string, string>, as: string) => {
    const answer = await town.post(path, form, { as });
    if (answer.status > 303) throw new Error(`${path}: ${answer.status} ${answer.html.slice(0, 2000)}`);
    return answer;
  };
  const opened = await town.database.system((tx) =>
    insertRound(tx, {
      space: founded.id,
      kind: name,
      title: name,
      about: '',
      questions: oneQuestion,
      locale: 'en',
      opens: 'date',
      dueAt: new Date(tx.now.getTime() - 86_400_000),
      partners: founded.partners.map(({ id }) => id),
      previous: null,
    }),
  );
  const day = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  const asked = await send(home, { opens: 'all', day, time: '12:00' }, founded.facilitator);
  const closed = asked.location!.split('/').at(-1)!;
  for (const { lead } of founded.partners.slice(0, 2))
    await send(`${home}/${closed}/draft`, { ...whole, version: '0' }, lead);
  return { [`opened${name}`]: opened, [name]: closed };
}
