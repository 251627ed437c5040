import type { Generated } from 'kysely';
import type { Rhythm } from '../rules.ts';

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    told_person: GuardedByDefault & {
      rhythm: Generated<Rhythm>;
      hour: Generated<number>;
      turn: Generated<number>;
      at_once_at: Date | null;
      daily_at: Date | null;
      weekly_at: Date | null;
    };
    told_rhythm: GuardedByDefault & { rhythm: Rhythm };
    told_mark: { person_id: string; space_id: string; position: number };
    told_reminder: { person_id: string; item: Buffer; at: Generated<Date> };
    told_asked: { entry_id: string; space_id: string; at: Generated<Date> };
    /** A view: everybody's parts in partnerships. */
    told_part: {
      person_id: string;
      space_id: string;
      partnership_id: string;
      since: Date;
      rhythm: Rhythm;
      hour: number;
      at_once_at: Date | null;
      daily_at: Date | null;
      weekly_at: Date | null;
      position: number;
    };
  }
}
