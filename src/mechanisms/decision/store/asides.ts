import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Recording } from '../../sealed-round/answers.ts';
import type { AsideSays } from '../tables.ts';
import type { Decision } from './reading.ts';
import { own, voterColumns } from './writing.ts';
import '../tables.ts';

/** Who wants which objection set aside and why, and who consents, of partners or people; as far as the reader may read the objection. */
export async function listAsides(tx: Tx, decision: string) {
  const asides = await tx.db
    .selectFrom('decision_aside as a')
    .leftJoin('person as by', 'by.id', 'a.by_person')
    .select(['a.id', 'a.voice_id as voice', 'a.reason', 'a.locale', 'a.at', 'by.name as byName'])
    .where('a.decision_id', '=', decision)
    .orderBy('a.at')
    .execute();
  if (asides.length === 0) return [];
  // Who has a voice is listed once: very many may consent.
  const { rows: yes } = await sql<{ aside: string; voter: string; counts: boolean }>`
    select y.aside_id as aside, coalesce(y.person_id, y.partner_id) as voter, v.voter is not null as counts
    from decision_aside_yes y join decision_aside a on a.id = y.aside_id
      left join decision_voters(${decision}, app_now()) v on v.voter = coalesce(y.person_id, y.partner_id)
    where a.decision_id = ${decision}`.execute(tx.db);
  const words = await tx.db
    .selectFrom('decision_aside_word as w')
    .innerJoin('decision_aside as a', 'a.id', 'w.aside_id')
    .distinctOn(['w.aside_id', sql`coalesce(w.person_id, w.partner_id)`])
    .select(['w.aside_id as aside', 'w.says', 'w.reason', 'w.locale', 'w.recorded_how as recordedHow'])
    .select(sql<string>`coalesce(w.person_id, w.partner_id)`.as('voter'))
    .where('a.decision_id', '=', decision)
    .orderBy('w.aside_id')
    .orderBy(sql`coalesce(w.person_id, w.partner_id)`)
    .orderBy('w.at', 'desc')
    .orderBy('w.id', 'desc')
    .execute();
  const by = Map.groupBy(yes, ({ aside }) => aside);
  return asides.map((one) => {
    const those = by.get(one.id) ?? [];
    return {
      ...one,
      yes: those.map(({ voter }) => voter),
      /** Of those who have a voice now. */
      agreed: those.filter(({ counts }) => counts).length,
      /** Who has answered themselves. */
      self: words.filter((w) => w.aside === one.id && !w.recordedHow).map(({ voter }) => voter),
      no: words.filter(({ aside, says }) => aside === one.id && says === 'no'),
      reasons: words.filter(({ aside, reason }) => aside === one.id && reason !== ''),
    };
  });
}

/** Whether a person has answered to it themselves. */
export async function hasAnsweredSelf(tx: Tx, aside: string, person: string): Promise<boolean> {
  const { rows } = await sql<{ self: boolean }>`select app_aside_self(${aside}, ${person}) as self`.execute(
    tx.db,
  );
  return rows[0]!.self;
}

type Of = Pick<Decision, 'id' | 'space'>;
export async function insertAside(
  tx: Tx,
  { id, space }: Of,
  aside: { voice: string; reason: string; locale: Locale },
): Promise<void> {
  const { voice, ...said } = aside;
  const row = { ...own(tx, space), decision_id: id, voice_id: voice, ...said };
  await tx.db.insertInto('decision_aside').values(row).execute();
}

export type AsideWord = {
  voter: string;
  says: AsideSays;
  reason: string;
  locale: Locale;
  recording: Recording | undefined;
};

/** What somebody says to it, beside what they have said before. The database counts who consents. */
export async function insertAsideWord(
  tx: Tx,
  { space, voices }: Pick<Decision, 'space' | 'voices'>,
  aside: string,
  word: AsideWord,
): Promise<void> {
  const { voter, recording, ...said } = word;
  await tx.db
    .insertInto('decision_aside_word')
    .values({
      ...{ ...own(tx, space), aside_id: aside, ...voterColumns(voices, voter), ...said },
      ...{ recorded_how: recording?.how ?? null, recorded_on: recording?.on ?? null },
    })
    .execute();
}
