import type { Generated } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { newId } from '../../platform/id.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    guide_change: GuardedByDefault & {
      element: string;
      locale: Locale;
      part: string;
      /** Null: the guide's own words hold again. */
      text: string | null;
      base: string;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}

export type NewChange = { element: string; locale: Locale; part: string; text: string | null; base: string };

export async function insertChanges(tx: Tx, city: string, changes: readonly NewChange[]): Promise<void> {
  const own = { space_id: city, audience_id: null, by_person: tx.scope.person?.id ?? null };
  await tx.db
    .insertInto('guide_change')
    .values(changes.map((change) => ({ id: newId(), ...own, ...change })))
    .execute();
}
