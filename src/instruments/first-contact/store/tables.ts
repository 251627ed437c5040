import type { ColumnType, Generated } from 'kysely';
import type { ReminderStage } from '../../../mechanisms/request/clock.ts';
import type { Side } from '../../../mechanisms/request/rules.ts';
import type { RequestKind } from '../../../mechanisms/request/tables.ts';
import type { Written } from '../../../mechanisms/request/written.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { BriefContent, Suspicion } from '../rules.ts';

/** What somebody thought of the unit's side before writing (row 13): never for the unit's eyes. */
export type Perspective = { power?: string; tasks?: string; worries?: string };

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    liaison_desk: GuardedByDefault & { unit_id: string; since: Generated<Date>; named_by: string | null };
    brief: GuardedByDefault & {
      kind: RequestKind;
      unit_id: string | null;
      goal_id: string | null;
      writer_id: string;
      organisation_id: string | null;
      content: Json<BriefContent>;
      locale: Locale;
      created_at: Generated<Date>;
      saved_at: Date;
      sent_at: Date | null;
      suspect: Suspicion | null;
      held_at: Date | null;
    };
    brief_private: GuardedByDefault & {
      perspective: ColumnType<Perspective, string | undefined, string>;
      complaint: Generated<string>;
    };
    asker_address: GuardedByDefault & { address: string; locale: Locale };
    request_consent: GuardedByDefault & {
      request_id: string;
      side: Side;
      choice: 'public' | 'private';
      by_person: string | null;
      at: Generated<Date>;
    };
    published_request: GuardedByDefault & {
      unit_id: string | null;
      asker_organisation: string | null;
      asker_name: string;
      title: Json<Written>;
      want: Json<Written>;
      bring: Json<Written>;
      ask: Json<Written>;
      state: string;
      outcome: string;
      note: Json<Written>;
      would_change: Json<Written>;
      answer_days: number | null;
      answered_at: Date;
      published_at: Generated<Date>;
    };
    preparation_rating: GuardedByDefault & {
      step: number;
      hint: string;
      by_organisation: string | null;
      at: Generated<Date>;
    };
    request_reminder: GuardedByDefault & { stage: ReminderStage; due_day: string; at: Generated<Date> };
    late_notice: GuardedByDefault & {
      number: number;
      unit_id: string;
      due_day: string;
      since: Generated<Date>;
      settled_at: Date | null;
    };
    abuse_report: GuardedByDefault & {
      about: 'request' | 'published';
      published_id: string | null;
      number: number | null;
      reason: string;
      at: Generated<Date>;
      closed_at: Date | null;
      closed_by: string | null;
      closing: string | null;
    };
  }
}
