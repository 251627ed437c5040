import { questionsOf } from '../../mechanisms/same-questions/room.ts';
import { insertRound } from '../../mechanisms/sealed-round/store.ts';
import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';
import { words } from './messages/index.ts';
import { partsIn } from './rules.ts';
import './store.ts';

/** Everything that an answer needs before it can be sealed. */
export const wholeAnswer = {
  values: '0',
  'values-why': 'Food for all',
  role: '1',
  'role-why': 'We cook',
  benefit: '0',
  'benefit-why': 'Both learn',
  choice: '0',
};

/** For the matrix: a gate that is open, with an outcome; and a closed one, with drafts of two. */
export async function settleGates(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const [first, second] = founded.partners;
  const at = `/partnerships/${founded.id}/gate`;
  const send = async (path: string, form: Record<string, string>, as: string) => {
    const answer = await town.post(path, form, { as });
    if (answer.status > 303) throw new Error(`${path}: ${answer.status} ${answer.html.slice(0, 2000)}`);
    return answer;
  };
  const openedgate = await town.database.system((tx) =>
    insertRound(tx, {
      space: founded.id,
      kind: 'gate',
      title: 'Partner or not?',
      about: '',
      questions: questionsOf(partsIn(words('en'))),
      locale: 'en',
      opens: 'date',
      dueAt: new Date(tx.now.getTime() - 86_400_000),
      partners: founded.partners.map(({ id }) => id),
      previous: null,
    }),
  );
  const review = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
  await send(`${at}/${openedgate}/outcomes/${first!.id}`, { choice: 'partner', review }, first!.lead);
  const { id: outcome } = await town.database.system(({ db }) =>
    db.selectFrom('gate_outcome').select('id').where('space_id', '=', founded.id).executeTakeFirstOrThrow(),
  );
  const asked = await send(at, { opens: 'all', day: review, time: '12:00' }, founded.facilitator);
  const gate = asked.location!.split('/').at(-1)!;
  for (const { lead } of [first!, second!])
    await send(`${at}/${gate}/draft`, { ...wholeAnswer, version: '0' }, lead);
  return { gate, openedgate, outcome };
}
