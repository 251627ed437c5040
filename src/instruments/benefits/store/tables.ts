import type { Generated } from 'kysely';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Kind, Said, Verdict } from '../rules.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    benefit: GuardedByDefault & {
      kind: Kind;
      claim: string;
      who: string;
      indicator: string;
      unit: string;
      /** Decimal strings, as PostgreSQL keeps them. */
      baseline: string | null;
      baseline_on: string | null;
      baseline_source: string;
      baseline_words: string;
      target: string | null;
      target_words: string;
      check_on: string;
      checker_partner: string | null;
      checker_person: string | null;
      locale: Locale;
      version: Generated<number>;
      created_by: string | null;
      created_at: Generated<Date>;
      removed_at: Date | null;
      removed_by: string | null;
    };
    benefit_earlier: GuardedByDefault & {
      benefit_id: string;
      said: Json<Said>;
      by_person: string | null;
      at: Generated<Date>;
    };
    benefit_check: GuardedByDefault & {
      benefit_id: string;
      verdict: Verdict;
      measured: string | null;
      measured_words: string;
      evidence: string;
      learnt: string;
      again_on: string | null;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}
