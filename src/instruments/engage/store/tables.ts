import type { Generated } from 'kysely';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Doing } from '../rules.ts';
import '../../to-dos/store.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    concerned: GuardedByDefault & {
      name: string;
      organisation_id: string | null;
      locale: Locale;
      partner_id: string;
      recorded: boolean;
      by_person: string | null;
      at: Generated<Date>;
      removed_at: Date | null;
      removed_by: string | null;
    };
    concerned_rating: GuardedByDefault & {
      concerned_id: string;
      partner_id: string;
      affected: number;
      influence: number;
      why: string;
      locale: Locale;
      recorded: boolean;
      by_person: string | null;
      at: Generated<Date>;
    };
    concerned_missing: GuardedByDefault & {
      partner_id: string;
      named: number;
      recorded: boolean;
      by_person: string | null;
      at: Generated<Date>;
    };
    concerned_decision: GuardedByDefault & {
      concerned_id: string;
      does: Doing;
      why: string;
      locale: Locale;
      to_do_id: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}
