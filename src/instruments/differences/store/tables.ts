import type { ColumnType, Generated } from 'kysely';
import type { RecordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { WayKind } from '../rules.ts';

type By = { by_person: string | null; at: Generated<Date> };
type ByPartner = By & { by_partner: string | null };
type Removable = { removed_at: ColumnType<Date | null, undefined, Date | null> };

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    difference: GuardedByDefault & { mark_id: string | null; begun_at: Generated<Date> };
    difference_option: GuardedByDefault &
      ByPartner &
      Removable & { difference_id: string; text: string; needs: string; locale: Locale };
    difference_criterion: GuardedByDefault &
      ByPartner &
      Removable & { difference_id: string; text: string; locale: Locale };
    difference_weight: GuardedByDefault &
      By & {
        difference_id: string;
        option_id: string;
        criterion_id: string;
        partner_id: string;
        fits: number;
      };
    difference_way: GuardedByDefault &
      ByPartner & {
        difference_id: string;
        number: number;
        kind: WayKind;
        option_id: string | null;
        text: string;
        sign: string;
        review_on: string;
        locale: Locale;
      };
    difference_share: GuardedByDefault & { way_id: string; partner_id: string; option_id: string };
    difference_word: GuardedByDefault &
      By & {
        way_id: string;
        partner_id: string;
        yes: boolean;
        reason: string;
        locale: Locale;
        recorded_how: RecordedHow | null;
        recorded_on: string | null;
      };
    difference_outcome: GuardedByDefault & {
      way_id: string;
      agree: number;
      dissent: number;
      at: Generated<Date>;
    };
    difference_look: GuardedByDefault &
      By & { way_id: string; text: string; review_on: string; locale: Locale };
  }
}
