import type { ColumnType, Generated } from 'kysely';
import type { RecordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Words } from '../rules.ts';
import '../../../mechanisms/sealed-round/tables.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    statement_draft: GuardedByDefault & {
      words: Json<Words>;
      locale: Locale;
      saved_by: string | null;
      saved_at: Generated<Date>;
    };
    statement: GuardedByDefault & {
      partner_id: string;
      number: number;
      words: Json<Words>;
      locale: Locale;
      recorded_how: RecordedHow | null;
      recorded_on: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
    trial: GuardedByDefault & {
      what: string;
      who: string;
      until: string;
      known_by: string;
      locale: Locale;
      document_id: string | null;
      round_id: ColumnType<string | null, string | null | undefined, string | null>;
      by_person: string | null;
      at: Generated<Date>;
      removed_at: Generated<Date | null>;
      removed_by: Generated<string | null>;
      goes_on: ColumnType<number | null, undefined, number>;
      changes: ColumnType<number | null, undefined, number>;
      stops: ColumnType<number | null, undefined, number>;
    };
  }
}
