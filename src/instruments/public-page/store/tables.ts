import type { Generated } from 'kysely';
import type { RecordedHow } from '../../../mechanisms/sealed-round/rules.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Part } from '../rules.ts';
import '../../partnerships/store/tables.ts';
import '../../../mechanisms/living-document/tables.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    public_page: GuardedByDefault & {
      slug: string;
      version_id: string;
      published_at: Generated<Date>;
      changed_at: Generated<Date>;
    };
    public_version: GuardedByDefault & {
      number: number;
      locale: Locale;
      name: string;
      what: string;
      place: string;
      whom: string;
      element: string | null;
      contact_id: string | null;
      goal_id: string | null;
      by_person: string | null;
      by_partner: string | null;
      at: Generated<Date>;
      published_at: Generated<Date | null>;
    };
    public_thing: GuardedByDefault & {
      version_id: string;
      block_id: string | null;
      block_version: number | null;
      moment_id: string | null;
      reads: Generated<string | null>;
    };
    public_answer: GuardedByDefault & {
      version_id: string;
      partner_id: string;
      answer: 'yes' | 'objection';
      reason: string;
      recorded_how: RecordedHow | null;
      recorded_on: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
    public_name: GuardedByDefault & {
      partner_id: string;
      yes: boolean;
      by_person: string | null;
      at: Generated<Date>;
    };
    public_translation: GuardedByDefault & {
      part: Part;
      document_id: string | null;
      block_id: string | null;
      moment_id: string | null;
      locale: Locale;
      text: string;
      of: string;
      by_person: string | null;
      by_partner: string | null;
      at: Generated<Date>;
    };
  }
}
