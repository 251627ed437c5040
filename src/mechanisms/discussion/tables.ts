import type { ColumnType, Generated } from 'kysely';
import type { Locale } from '../../platform/i18n/locale.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    discussion: GuardedByDefault & { decision_id: string; length: ColumnType<number, undefined, never> };
    discussion_comment: GuardedByDefault & {
      discussion_id: string;
      /** Given by the database: one more than that of the comment before. */
      number: ColumnType<number, undefined, never>;
      version: ColumnType<number, undefined, never>;
      text: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
      changed_at: ColumnType<Date | null, never, never>;
      taken_back_at: ColumnType<Date | null, undefined, Date | null>;
    };
    discussion_earlier: GuardedByDefault & {
      comment_id: string;
      version: number;
      text: string;
      locale: Locale;
      by_person: string | null;
      at: Date;
    };
    discussion_call: GuardedByDefault & {
      comment_id: string;
      seen_at: ColumnType<Date | null, undefined, Date>;
    };
    discussion_read: GuardedByDefault & { discussion_id: string; upto: number };
  }
}
