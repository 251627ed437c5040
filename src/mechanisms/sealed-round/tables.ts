import type { ColumnType, Generated } from 'kysely';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Content, MarkKind, Opens, Question, RecordedHow } from './rules.ts';

type SetByDatabase<T> = ColumnType<T, never, never>;

declare module '../../platform/database/tables.ts' {
  interface Tables {
    round: GuardedByDefault & {
      kind: string;
      title: string;
      about: Generated<string>;
      questions: Json<Question[]>;
      locale: Locale;
      opens: Opens;
      due_at: Date;
      previous_id: string | null;
      /** The step of the guide that it belongs to. */
      element: ColumnType<string | null, string | null | undefined, never>;
      /**
       * Two, because they say two things that a round once more carries on in two ways: `ready` is the set of questions
       * it began with, and says where its open answers lead; `asked_for` is the room whose it is, which finds it again
       * by that.
       */
      ready: ColumnType<string | null, string | null | undefined, never>;
      asked_for: ColumnType<string | null, string | null | undefined, never>;
      asked_by: ColumnType<string | null, string | null | undefined, never>;
      asked_at: Generated<Date>;
      revealed_at: ColumnType<Date | null, Date | null | undefined, Date>;
      withdrawn_at: ColumnType<Date | null, undefined, Date>;
    };
    round_partner: GuardedByDefault & { round_id: string; partner_id: string };
    round_seal: GuardedByDefault & {
      round_id: SetByDatabase<string>;
      partner_id: SetByDatabase<string>;
      sealed_at: SetByDatabase<Date>;
      late: SetByDatabase<boolean>;
      on_behalf: SetByDatabase<boolean>;
      commitment: SetByDatabase<Buffer>;
    };
    sealed_answer: GuardedByDefault & {
      round_id: string;
      content: Json<Content>;
      locale: Locale;
      version: Generated<number>;
      saved_at: Generated<Date>;
      saved_by: string | null;
      saved_from: string | null;
      sealed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
      sealed_by: ColumnType<string | null, string | null | undefined, never>;
      salt: SetByDatabase<Buffer | null>;
      recorded_by: ColumnType<string | null, string | null | undefined, never>;
      recorded_how: ColumnType<RecordedHow | null, RecordedHow | null | undefined, RecordedHow>;
      recorded_on: ColumnType<string | null, string | null | undefined, string>;
      own_at: SetByDatabase<Date | null>;
    };
    earlier_draft: GuardedByDefault & {
      round_id: string;
      content: Json<Content>;
      saved_at: Date;
      saved_by: string | null;
    };
    round_extension: GuardedByDefault & {
      round_id: string;
      was_due_at: Date;
      due_at: Date;
      reason: string;
      by_person: string | null;
      at: Generated<Date>;
    };
    round_mark: GuardedByDefault & {
      round_id: string;
      question: string;
      kind: MarkKind;
      label: string;
      by_partner: string | null;
      by_person: string | null;
      at: Generated<Date>;
      removed_at: ColumnType<Date | null, undefined, Date | null>;
    };
    round_passage: GuardedByDefault & { mark_id: string; partner_id: string; start: number; stop: number };
    round_voice: GuardedByDefault & {
      mark_id: string;
      partner_id: string;
      by_person: string | null;
      at: Generated<Date>;
      taken_back_at: ColumnType<Date | null, undefined, Date>;
    };
    round_compared: GuardedByDefault & {
      round_id: string;
      partner_id: string;
      by_person: string | null;
      at: Generated<Date>;
    };
    answer_note: GuardedByDefault & {
      round_id: string;
      partner_id: string;
      text: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}
