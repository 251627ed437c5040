import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import type { Tx } from '../database/database.ts';
import { newId } from '../id.ts';
import { nobody } from '../scope.ts';
import { forgetSubjects, indexSubject, type Subject } from './index-subject.ts';
import { search } from './search.ts';

let town: TestTown;
let space: string;
let member: string;

beforeAll(async () => {
  town = await openTestTown();
  space = newId();
  await town.database.system(({ db }) =>
    db
      .insertInto('space')
      .values({ id: space, kind: 'group', audience: 'space', audience_id: null, created_by: null })
      .execute(),
  );
  member = await town.addPerson('Member', { space, role: 'member' });
});
afterAll(() => town.close());

const subject = (id: string, audience: Subject['audience'], text: string): Subject => ({
  space,
  audience,
  kind: 'thing',
  id,
  texts: [{ part: 'text', locale: 'en', text, weight: 1 }],
});
const asked = (tx: Tx, text: string) =>
  search(tx, { text, locale: 'en', locales: ['en', 'de'], kinds: { thing: 1 } });
const vocabulary = async () =>
  (await town.database.read(nobody, ({ db }) => db.selectFrom('search_word').select('word').execute())).map(
    (row) => row.word,
  );
const change = async <T>(work: (tx: Tx) => Promise<T>) =>
  town.database.change(await town.scopeFor(member), work);

test('private words are found by those in the space, and by nobody else in any spelling', async () => {
  const id = newId();
  await change((tx) => indexSubject(tx, subject(id, 'space', 'Secret whistleblower shelter')));
  const inside = await town.database.read(await town.scopeFor(member), (tx) => asked(tx, 'whistleblower'));
  expect(inside.hits[0]?.matches[0]?.subject).toBe(id);
  for (const text of ['whistleblower', 'whistleblowr', 'shelter', 'secret']) {
    const outside = await town.database.read(nobody, (tx) => asked(tx, text));
    expect(outside).toMatchObject({ hits: [], insteadOf: [] });
  }
  expect(await vocabulary()).toEqual([]);
});

test('words of a public text leave the vocabulary when it turns private or goes, unless another has them', async () => {
  const [first, second] = [newId(), newId()];
  await change((tx) => indexSubject(tx, subject(first, 'public', 'Benches and lanterns')));
  await change((tx) => indexSubject(tx, subject(second, 'public', 'Bench')));
  expect((await vocabulary()).sort()).toEqual(['bench', 'benches', 'lanterns']);
  await change((tx) => indexSubject(tx, subject(first, 'space', 'Benches and lanterns')));
  expect(await vocabulary()).not.toContain('lanterns');
  await change((tx) => forgetSubjects(tx, [second]));
  expect(await vocabulary()).toEqual([]);
});

test('nobody can teach the vocabulary a private word, or write in the index of a space that is not theirs', async () => {
  const stranger = await town.scopeFor(await town.addPerson('Stranger'));
  await expect(
    town.database.change(stranger, (tx) => indexSubject(tx, subject(newId(), 'public', 'Planted'))),
  ).rejects.toThrow(/row-level security/);
  const { sql } = await import('kysely');
  await town.database.change(stranger, ({ db }) =>
    sql`select search_learn('{en}', '{whistleblower}', '{whistleblow}', '{Whistleblower}')`.execute(db),
  );
  expect(await vocabulary()).not.toContain('whistleblower');
});
