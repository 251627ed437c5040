import type { ColumnType, Generated } from 'kysely';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { RecordedHow } from '../sealed-round/rules.ts';
import type { ConsentChoice } from './rules.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    consent_proposal: GuardedByDefault & {
      kind: string;
      choice: string;
      text: string;
      more: Generated<string>;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
      closed_at: ColumnType<Date | null, undefined, Date>;
      outcome: ColumnType<'agreed' | 'withdrawn' | null, undefined, 'agreed' | 'withdrawn'>;
    };
    consent_word: GuardedByDefault & {
      proposal_id: string;
      partner_id: string;
      choice: ConsentChoice;
      reason: string;
      locale: Locale;
      recorded_how: RecordedHow | null;
      recorded_on: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}
