import type { Generated } from 'kysely';
import type { Stage } from '../rules.ts';
import '../../partnerships/store/tables.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    role: GuardedByDefault & {
      title: string;
      purpose: string;
      powers: string;
      duties: string;
      skills: string;
      domain: Generated<string>;
      learns: Generated<string>;
      next_id: Generated<string | null>;
      stage: Stage;
      term_months: number;
      created_at: Generated<Date>;
      removed_at: Date | null;
    };
    role_nomination: GuardedByDefault & {
      role_id: string;
      partner_id: string;
      person_id: string;
      reason: string;
      by_person: string | null;
      at: Generated<Date>;
    };
    role_proposal: GuardedByDefault & {
      role_id: string;
      person_id: string;
      reason: string;
      by_person: string | null;
      at: Generated<Date>;
      willing_at: Date | null;
      closed_at: Date | null;
      outcome: 'appointed' | 'declined' | 'withdrawn' | null;
    };
    role_consent: GuardedByDefault & {
      proposal_id: string;
      partner_id: string;
      choice: 'yes' | 'objection';
      reason: string;
      by_person: string | null;
      at: Generated<Date>;
    };
    role_term: GuardedByDefault & {
      role_id: string;
      person_id: string;
      since: string;
      until: string;
      ended_at: Date | null;
      hand_over: Generated<string>;
      hand_over_at: Date | null;
      hand_over_read_at: Date | null;
      growth: Generated<string>;
    };
  }
}
