import type { ColumnType, Generated } from 'kysely';
import type { RecordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { ItemKind, OpenKey } from '../rules.ts';
import '../../partnerships/store/tables.ts';
import '../../../mechanisms/consent/tables.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    moving_on_item: GuardedByDefault & {
      kind: ItemKind;
      what: string;
      whom: string;
      until_on: string | null;
      taker_id: string | null;
      to_do_id: string | null;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
      changed_at: ColumnType<Date, undefined, never>;
      removed_at: ColumnType<Date | null, undefined, Date | null>;
    };
    moving_on_word: GuardedByDefault & {
      item_id: string;
      says: 'yes' | 'open' | 'again';
      partner_id: string | null;
      reason: string;
      locale: Locale;
      recorded_how: RecordedHow | null;
      recorded_on: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
    moving_on_thanks: GuardedByDefault & {
      from_partner: string | null;
      to_partner: string;
      text: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
    moving_on_end: GuardedByDefault & {
      open: OpenKey[];
      reason: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}
