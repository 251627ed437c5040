import { sql } from 'kysely';
import type { Tx } from '../../../platform/database/database.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { newId } from '../../../platform/id.ts';
import type { RecordedHow } from '../../sealed-round/rules.ts';
import type { Process } from '../process.ts';
import type { Outcome } from '../rules.ts';
import type { Thresholds } from '../shares.ts';
import type { Stage } from '../stages.ts';
import type { Decision } from './reading.ts';
import { wanted } from './wanted.ts';
import '../tables.ts';

/**
 * Held until the end of the transaction. Voices come side by side and before or after the end, never at the same time
 * as it; whoever ends, extends or says it anew comes alone.
 */
export async function lockDecision(tx: Tx, id: string, alone: boolean): Promise<void> {
  const query = tx.db.selectFrom('decision').select('id').where('id', '=', id);
  await (alone ? query.forUpdate() : query.forShare()).execute();
}

export const own = (tx: Tx, space: string) => ({
  id: newId(),
  space_id: space,
  audience_id: null,
  by_person: tx.scope.person?.id ?? null,
});

export type NewDecision = {
  space: string;
  title: string;
  text: string;
  options: readonly string[];
  process: Process;
  results: Process['results'];
  quorum: number;
  sectorQuorum: number;
  voices: Decision['voices'];
  circle: string | null;
  thresholds: Thresholds;
  dueAt: Date;
  locale: Locale;
  /** What is wanted first; voices, unless it is said. */
  stage?: Stage;
  /** From when on voices are taken, without anybody moving it. */
  opensAt?: Date | null;
  /** What is done if it is not reached. */
  fallback?: unknown;
};

/** A decision with its first version and its options. Returns its id. */
export async function insertDecision(tx: Tx, decision: NewDecision): Promise<string> {
  const {
    space,
    text,
    options,
    process,
    sectorQuorum,
    dueAt,
    stage = 'decide',
    fallback,
    ...said
  } = decision;
  const row = {
    ...own(tx, space),
    ...{ title: said.title, locale: said.locale, results: said.results, quorum: said.quorum },
    ...{ process: JSON.stringify(process), sector_quorum: sectorQuorum, due_at: dueAt },
    ...{ stage, opens_at: said.opensAt ?? null, fallback: fallback ? JSON.stringify(fallback) : null },
    ...{ voices: said.voices, circle_id: said.circle, thresholds: JSON.stringify(said.thresholds) },
  };
  await tx.db.insertInto('decision').values(row).execute();
  await insertVersion(tx, { id: row.id, space }, { number: 1, text, because: '', locale: said.locale });
  if (options.length > 0)
    await tx.db
      .insertInto('decision_option')
      .values(
        options.map((option, position) => ({
          ...{ id: newId(), space_id: space, audience_id: null, decision_id: row.id },
          ...{ position, text: option },
        })),
      )
      .execute();
  return row.id;
}

type Of = Pick<Decision, 'id' | 'space'>;

/** Other words for what is proposed; `number` is one more than that of the last ones. */
export async function insertVersion(
  tx: Tx,
  { id, space }: Of,
  version: { number: number; text: string; because: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('decision_version')
    .values({ ...own(tx, space), decision_id: id, ...version })
    .execute();
}

/** A partner or a person, each in its column. */
export const voterColumns = (voices: Decision['voices'], voter: string) => ({
  partner_id: voices === 'partners' ? voter : null,
  person_id: voices === 'people' ? voter : null,
});

export type NewVoice = {
  /** A partner or a person, as the decision asks. */
  voter: string;
  version: number;
  stance: string | null;
  marks: Readonly<Record<string, number>> | null;
  reason: string;
  locale: Locale;
  /** How and when it was told, where somebody writes it down. */
  recording: { how: RecordedHow; on: string } | undefined;
};

/** A voice beside those given before: the last one of each counts. */
export async function insertVoice(
  tx: Tx,
  { id, space, voices }: Of & Pick<Decision, 'voices'>,
  voice: NewVoice,
): Promise<void> {
  const { voter, marks, recording, ...said } = voice;
  await tx.db
    .insertInto('decision_voice')
    .values({
      ...{ ...own(tx, space), decision_id: id, ...said, ...voterColumns(voices, voter) },
      marks: marks && JSON.stringify(marks),
      recorded_how: recording?.how ?? null,
      recorded_on: recording?.on ?? null,
    })
    .execute();
}

/** Gives all more time. */
export async function moveEnd(
  tx: Tx,
  { id, space, dueAt }: Of & Pick<Decision, 'dueAt'>,
  later: { dueAt: Date; reason: string; locale: Locale },
): Promise<void> {
  await tx.db
    .insertInto('decision_extension')
    .values({
      ...{ ...own(tx, space), decision_id: id, was_due_at: dueAt, due_at: later.dueAt },
      ...{ reason: later.reason, locale: later.locale },
    })
    .execute();
  await tx.db.updateTable('decision').set({ due_at: later.dueAt }).where('id', '=', id).execute();
}

/** Ends it now. The database refuses it while somebody has not spoken. */
export async function endNow(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('decision').set({ due_at: tx.now }).where('id', '=', id).execute();
}

/** Taken back: nobody is asked any more. The database writes down by whom. */
export async function setWithdrawn(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('decision').set({ withdrawn_at: tx.now }).where('id', '=', id).execute();
}

/** What was decided, in words, beside what was written down before. Returns its id. */
export async function insertStatement(
  tx: Tx,
  { id, space }: Of,
  said: {
    holds: boolean;
    option: string | null;
    text: string;
    /** What has changed, where it was written down before. */
    because?: string;
    reviewOn: string | null;
    locale: Locale;
    salt?: string;
  },
): Promise<string> {
  const { option, reviewOn, ...rest } = said;
  const row = { ...own(tx, space), decision_id: id, option_id: option, review_on: reviewOn, ...rest };
  await tx.db.insertInto('decision_statement').values(row).execute();
  return row.id;
}

/**
 * The decision that is over by the database's clock and waits longest to be counted, or this one, held for this
 * transaction; none of those in `but`. Past the guards.
 */
export function takeEnded(tx: Tx, { id, but }: { id?: string | undefined; but: readonly string[] }) {
  return (
    tx.db
      .selectFrom('decision')
      .select([
        'id',
        'space_id as space',
        'title',
        'process',
        'results',
        'quorum',
        'sector_quorum as sectorQuorum',
      ])
      .select(['due_at as dueAt', 'locale', 'fallback', 'by_person as byPerson'])
      .select(['voices', 'circle_id as circle', 'thresholds'])
      .where(wanted('decision'), '=', 'decide')
      .where('settled_at', 'is', null)
      .where('withdrawn_at', 'is', null)
      // Not the time as it is read here, in milliseconds: what ends now would be over in the next one.
      .where('due_at', '<=', sql<Date>`app_now()`)
      .$if(id !== undefined, (query) => query.where('id', '=', id!))
      .$if(but.length > 0, (query) => query.where('id', 'not in', but))
      .orderBy('due_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
  );
}

export type EndedDecision = NonNullable<Awaited<ReturnType<typeof takeEnded>>>;

/** What the voices came to, once. Past the guards. */
export async function settle(tx: Tx, id: string, outcome: Outcome, at = tx.now): Promise<void> {
  await tx.db
    .updateTable('decision')
    .set({ outcome: JSON.stringify(outcome), settled_at: at })
    .where('id', '=', id)
    .execute();
}

/** What a guest put up and is still being decided is their account's. Past the guards. */
export async function moveProposals(
  tx: Tx,
  { partnership, guest, account }: { partnership: string; guest: string; account: string },
): Promise<void> {
  await sql`update decision_version v set by_person = ${account}
    from decision d where d.id = v.decision_id and d.settled_at is null and v.space_id = ${partnership}
      and v.by_person = ${guest}`.execute(tx.db);
  await sql`update decision d set by_person = ${account}
    where d.space_id = ${partnership} and d.by_person = ${guest} and d.settled_at is null`.execute(tx.db);
}
