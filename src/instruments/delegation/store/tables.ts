import type { Generated } from 'kysely';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Decider, Kind } from '../rules.ts';
import '../../groups/store.ts';
import '../../roles/store.ts';

type By = { by_person: string | null; at: Generated<Date> };

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    delegation: GuardedByDefault & By & { review_on: string | null; locale: Locale };
    delegation_rule: GuardedByDefault &
      By & {
        delegation_id: string;
        kind: Kind;
        area: string;
        up_to: number | null;
        decider: Decider;
        role_id: string | null;
        circle_id: string | null;
      };
    delegated_decision: GuardedByDefault &
      By & {
        rule_id: string;
        title: string;
        text: string;
        because: string;
        amount: number | null;
        locale: Locale;
      };
    decision_week_told: { person_id: string; space_id: string; monday: string; at: Generated<Date> };
  }
}
