import type { ColumnType, Generated } from 'kysely';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Says } from '../rules.ts';

type By = { by_person: string | null; at: Generated<Date> };
type Removable = { removed_at: ColumnType<Date | null, undefined, Date | null> };

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    fit_goal: GuardedByDefault & By & Removable & { text: string; block_id: string | null; locale: Locale };
    fit_own_goal: GuardedByDefault & By & Removable & { text: string; locale: Locale };
    fit_rating: GuardedByDefault & By & { locale: Locale };
    fit_mark: GuardedByDefault & {
      rating_id: string;
      own_goal_id: string;
      goal_id: string;
      says: Says;
      reason: string;
      shared: boolean;
    };
    fit_summary: GuardedByDefault & {
      partner_id: string;
      rating_id: string;
      supports: number;
      neutral: number;
      tensions: number;
      fell: boolean;
      at: Generated<Date>;
    };
    fit_tension: GuardedByDefault &
      By & { partner_id: string; summary_id: string; goal_id: string; reason: string; locale: Locale };
    fit_talk: GuardedByDefault & By & { summary_id: string; text: string; locale: Locale };
  }
}
