import type { Generated } from 'kysely';
import type { Act, Side, State } from './rules.ts';
import type { Written } from './written.ts';

export type RequestKind = 'brief' | 'composed';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    request: GuardedByDefault & {
      number: Generated<number>;
      kind: RequestKind;
      title: Json<Written>;
      want: Json<Written>;
      bring: Json<Written>;
      ask: Json<Written>;
      known_by: Json<Written>;
      meeting: Json<Written>;
      goal_id: string | null;
      needed_by: string | null;
      asker_organisation: string | null;
      asker_person: string | null;
      asker_name: string;
      asker_group: string;
      created_at: Generated<Date>;
      state: State;
      unit_id: string | null;
      due_day: string | null;
      moved_at: Date;
    };
    request_act: GuardedByDefault & {
      request_id: string;
      position: number;
      act: Act;
      side: Side;
      by_person: string | null;
      by_organisation: string | null;
      by_name: string;
      at: Generated<Date>;
      unit_id: string | null;
      note: Json<Written>;
      would_change: Json<Written>;
      meeting: Json<Written>;
      done_by: string | null;
      due_day: string | null;
      days_left: number | null;
      promise_days: number;
      answer_days: number | null;
      late_days: number | null;
    };
    request_passed_on: GuardedByDefault & { number: number; to_unit: string | null; at: Date };
  }
}
