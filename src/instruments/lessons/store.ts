import type { ColumnType, Generated } from 'kysely';
import { sql } from 'kysely';
import type { LessonId } from '../../guide/lessons.ts';
import type { Tx } from '../../platform/database/database.ts';
import { type Part, partOf } from '../../platform/database/part.ts';
import { type Locale, type Localised, locales } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import { inAnyLanguage, indexSubject, localised } from '../../platform/search/index-subject.ts';
import { type TrainingFields, titleOf } from './rules.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    training: GuardedByDefault & {
      lessons: LessonId[];
      begins_at: Date;
      ends_at: Date;
      place: string;
      languages: string[];
      coming: ColumnType<Localised, string | undefined, string>;
      seats: number | null;
      revision: Generated<number>;
      added_at: Generated<Date>;
      cancelled_at: Date | null;
      reason: Generated<string>;
      reason_locale: Locale | null;
    };
  }
}

export type Training = TrainingFields & {
  id: string;
  revision: number;
  cancelled_at: Date | null;
  reason: string;
  reason_locale: Locale | null;
};

/** More than a city holds in a season. */
const shown = 50;

const trainings = (tx: Tx) =>
  tx.db
    .selectFrom('training as t')
    .select([
      't.id',
      't.lessons',
      't.begins_at',
      't.ends_at',
      't.place',
      't.languages',
      't.coming',
      't.seats',
    ])
    .select(['t.revision', 't.cancelled_at', 't.reason', 't.reason_locale']);

/** What is to come, cancelled or not, the nearest first. */
const toCome = (tx: Tx) =>
  trainings(tx).where('t.ends_at', '>', tx.now).orderBy('t.begins_at').orderBy('t.id');

export async function listTrainings(tx: Tx, after?: string): Promise<Part<Training>> {
  const rows = await toCome(tx)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(t.begins_at, t.id) > (select c.begins_at, c.id from training c where c.id = ${after})`,
      ),
    )
    .limit(shown + 1)
    .execute();
  return partOf(rows, shown);
}

/** The nearest few that take place, those of one lesson if it is named. */
export function listNearest(tx: Tx, most: number, lesson?: LessonId): Promise<Training[]> {
  return toCome(tx)
    .where('t.cancelled_at', 'is', null)
    .$if(lesson !== undefined, (query) => query.where(sql<boolean>`${lesson} = any (t.lessons)`))
    .limit(most)
    .execute();
}

export function findTraining(tx: Tx, id: string): Promise<Training | undefined> {
  return trainings(tx).where('t.id', '=', id).executeTakeFirst();
}

/** Those of them that are to come. */
export function listTrainingsById(tx: Tx, ids: readonly string[]): Promise<Training[]> {
  return toCome(tx).where('t.id', 'in', ids).execute();
}

async function indexTraining(tx: Tx, id: string): Promise<void> {
  const { space_id, ...said } = await tx.db
    .selectFrom('training')
    .select(['space_id', 'lessons', 'place', 'coming'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await indexSubject(tx, {
    space: space_id,
    audience: 'public',
    kind: 'training',
    id,
    texts: [
      ...locales.map((locale) => ({ part: 'lessons', locale, text: titleOf(said, locale), weight: 1 })),
      ...inAnyLanguage('place', said.place, 0.5),
      ...localised('coming', said.coming, 0.3),
    ],
  });
}

const written = ({ coming, ...fields }: TrainingFields) => ({ ...fields, coming: JSON.stringify(coming) });

export async function insertTraining(tx: Tx, city: string, fields: TrainingFields): Promise<string> {
  const id = newId();
  await tx.db
    .insertInto('training')
    .values({
      id,
      space_id: city,
      audience_id: null,
      ...written(fields),
      cancelled_at: null,
      reason_locale: null,
    })
    .execute();
  await indexTraining(tx, id);
  return id;
}

const nextRevision = sql<number>`revision + 1`;

export async function updateTraining(tx: Tx, id: string, fields: TrainingFields): Promise<void> {
  await tx.db
    .updateTable('training')
    .set({ ...written(fields), revision: nextRevision })
    .where('id', '=', id)
    .execute();
  await indexTraining(tx, id);
}

/** Cancels what is to come, or takes that back; tells whether it did. */
export async function setCancelled(
  tx: Tx,
  id: string,
  cancelled: { reason: string; locale: Locale } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('training')
    .set({
      cancelled_at: cancelled && tx.now,
      reason: cancelled?.reason ?? '',
      reason_locale: cancelled?.locale ?? null,
      revision: nextRevision,
    })
    .where('id', '=', id)
    .where('ends_at', '>', tx.now)
    .where('cancelled_at', cancelled ? 'is' : 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
