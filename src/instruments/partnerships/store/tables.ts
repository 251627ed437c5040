import type { ColumnType, Generated } from 'kysely';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { Kind } from '../../directory/rules.ts';
import type { PartnerRole } from '../access.ts';
import type { Draft } from '../rules.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    partnership: GuardedByDefault & {
      name: string;
      purpose: Generated<string>;
      place: Generated<string>;
      locale: Locale;
      request_id: string | null;
      begun_at: Date | null;
      ended_at: Date | null;
      draft: ColumnType<Draft | null, string | null | undefined, string | null>;
    };
    partner: GuardedByDefault & {
      organisation_id: string | null;
      name: string;
      kind: Kind;
      invited_at: Generated<Date>;
      joined_at: Date | null;
      left_at: Date | null;
      removed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
      reason: Generated<string>;
    };
    partner_invitation: GuardedByDefault & {
      partner_id: string | null;
      email: string;
      name: Generated<string>;
      role: PartnerRole | 'facilitator';
      locale: Locale;
      note: Generated<string>;
      invited_by: string | null;
      created_at: Generated<Date>;
      expires_at: Date;
      accepted_at: Date | null;
      accepted_by: string | null;
      declined_at: Date | null;
      reason: Generated<string>;
      withdrawn_at: Date | null;
    };
    guest_address: GuardedByDefault & { address: string; locale: Locale; proven: boolean };
  }
}
