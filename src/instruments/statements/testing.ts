import { questionsOf } from '../../mechanisms/same-questions/room.ts';
import { insertRound } from '../../mechanisms/sealed-round/store.ts';
import type { TestTown } from '../../testing.ts';
import { listPartners } from '../partnerships/store.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';
import { words } from './messages/index.ts';
import { questionsIn } from './rules.ts';
import { insertTrial, setRound } from './store.ts';

/** For the matrix: a statement and a draft, a trial whose day has come, and the look back at another with drafts of two. */
export async function settleStatements(
  town: TestTown,
  { id, facilitator, partners }: FoundedPartnership,
): Promise<Record<string, string>> {
  const [first, second] = partners as unknown as { id: string; lead: string }[];
  const base = `/partnerships/${id}/statements`;
  const own = `${base}/partners/${first!.id}`;
  for (const go of ['give', 'keep'])
    await town.post(own, { expertise: `Soil: ${go}`, go }, { as: first!.lead });
  const trialOf = (what: string) =>
    town.database.system((tx) =>
      insertTrial(tx, id, {
        what,
        who: 'Both',
        until: '2020-06-01',
        known_by: 'Plates',
        locale: 'en',
        document_id: null,
      }),
    );
  const looked = await trialOf('One bean day');
  const trial = await trialOf('One soup day');
  const lookback = await town.database.change(await town.scopeFor(facilitator), async (tx) => {
    const round = await insertRound(tx, {
      space: id,
      kind: 'trial',
      title: 'Looking back',
      about: 'One bean day',
      questions: questionsOf(questionsIn(words('en'))),
      locale: 'en',
      opens: 'all',
      dueAt: new Date(tx.now.getTime() + 9 * 86_400_000),
      partners: (await listPartners(tx, id)).map((partner) => partner.id),
      previous: null,
    });
    await setRound(tx, looked, round);
    return round;
  });
  for (const { lead: as } of [first!, second!]) {
    const draft = { outcome: '0', learnt: 'Ask earlier', version: '0' };
    await town.post(`${base}/look-back/${lookback}/draft`, draft, { as });
  }
  return { trial, lookback };
}
