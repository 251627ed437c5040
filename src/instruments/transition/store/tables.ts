import type { ColumnType, Generated } from 'kysely';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Check, Outcome } from '../rules.ts';
import '../../partnerships/store/tables.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    transition_check: GuardedByDefault & {
      partner_id: string;
      ticked: Check[];
      recorded: boolean;
      by_person: string | null;
      at: Generated<Date>;
    };
    milestone: GuardedByDefault & {
      what: string;
      known_by: string;
      locale: Locale;
      due_on: string;
      owner_partner: string | null;
      owner_person: string | null;
      created_by: string | null;
      created_at: Generated<Date>;
      settled_as: ColumnType<Outcome | null, Outcome | null | undefined, Outcome | null>;
      settled_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
      settled_by: ColumnType<string | null, string | null | undefined, string | null>;
      settled_note: Generated<string>;
    };
    milestone_move: GuardedByDefault & {
      milestone_id: string;
      was_on: string;
      due_on: string;
      reason: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
    milestone_step: GuardedByDefault & { milestone_id: string; to_do_id: string };
  }
}
