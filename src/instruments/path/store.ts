import type { Generated } from 'kysely';
import { listDocumentsOfSteps } from '../../mechanisms/living-document/store.ts';
import { listRoundsOfSteps } from '../../mechanisms/sealed-round/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';
import type { StepWork } from '../../platform/instrument.ts';
import type { Choice, Says, Work } from './rules.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    path_choice: GuardedByDefault & {
      element: string;
      says: Says;
      reason: Generated<string>;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}

/** What was done about each step of a partnership, newest first, with what was done of it in its rooms. */
export async function listWork(tx: Tx, partnership: string, rooms: readonly StepWork[]): Promise<Work[]> {
  const rounds = await listRoundsOfSteps(tx, partnership);
  const texts = await listDocumentsOfSteps(tx, partnership);
  const found = new Set([...rounds, ...texts, ...rooms].map(({ element }) => element!));
  return [...found].map((element) => ({
    element,
    rounds: rounds.filter((one) => one.element === element),
    texts: texts.filter((one) => one.element === element),
    rooms: rooms.filter((one) => one.element === element),
  }));
}

/** The latest choice about each step. */
export function listChoices(tx: Tx, partnership: string): Promise<Choice[]> {
  return tx.db
    .selectFrom('path_choice as c')
    .leftJoin('person as p', 'p.id', 'c.by_person')
    .distinctOn('c.element')
    .select(['c.element', 'c.says', 'c.reason', 'c.locale', 'c.at', 'p.name as by'])
    .where('c.space_id', '=', partnership)
    .orderBy('c.element')
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
}

export async function insertChoice(
  tx: Tx,
  choice: { space: string; element: string; says: Says; reason: string; locale: Locale },
): Promise<void> {
  const { space, ...said } = choice;
  await tx.db
    .insertInto('path_choice')
    .values({
      id: newId(),
      space_id: space,
      audience_id: null,
      ...said,
      by_person: tx.scope.person?.id ?? null,
    })
    .execute();
}
