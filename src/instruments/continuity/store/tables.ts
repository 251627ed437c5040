import type { Generated } from 'kysely';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { End } from '../rules.ts';
import '../../roles/store/tables.ts';

type Removable = { removed_at: Generated<Date | null>; removed_by: Generated<string | null> };
type Added = { by_person: string | null; at: Generated<Date> };

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    relation: GuardedByDefault &
      Removable &
      Added & { partner_id: string; to_partner: string | null; to_name: string; locale: Locale };
    relation_holder: GuardedByDefault &
      Removable &
      Added & {
        relation_id: string;
        person_id: string | null;
        role_name: string;
        department: string;
        ends: End;
        until: string | null;
        successor_id: string | null;
        successor_name: string;
        role_id: string | null;
        written: boolean;
        changed_at: Generated<Date | null>;
        changed_by: Generated<string | null>;
      };
    election_day: GuardedByDefault & Removable & Added & { day: string; what: string; locale: Locale };
  }
}
