import type { ColumnType, Generated } from 'kysely';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { RecordedHow } from '../sealed-round/rules.ts';
import type { Answer, OccasionKind } from './rules.ts';

type By = { by_person: string | null; by_partner: string | null; at: Generated<Date> };

declare module '../../platform/database/tables.ts' {
  interface Tables {
    document: GuardedByDefault & {
      kind: string;
      title: string;
      locale: Locale;
      round_id: string | null;
      begun_by: string | null;
      begun_for: string | null;
      begun_at: Generated<Date>;
      revisit_on: string | null;
      revisit_reason: Generated<string>;
      asked_on: string | null;
      /** What the house has told last of partners that came and went. */
      noticed: Generated<string>;
      /** The step of the guide that it belongs to. */
      element: ColumnType<string | null, string | null | undefined, never>;
    };
    document_block: GuardedByDefault & {
      document_id: string;
      position: number;
      heading: Generated<string>;
      question: Generated<string>;
      added_at: Generated<Date>;
      removed_at: Date | null;
      removed_by: string | null;
    };
    block_version: GuardedByDefault &
      By & { block_id: string; number: number; heading: string; text: string; merged_from: number | null };
    block_comment: GuardedByDefault &
      By & {
        block_id: string;
        version: number;
        quote: Generated<string>;
        place: Generated<number>;
        answers_id: string | null;
        text: string;
        settled_at: Date | null;
        settled_by: string | null;
        taken_back_at: Generated<Date | null>;
      };
    block_adoption: GuardedByDefault & {
      block_id: string;
      version: number;
      partner_id: string;
      answer: Answer;
      reason: Generated<string>;
      by_person: string | null;
      recorded: Generated<boolean>;
      recorded_how: ColumnType<RecordedHow | null, RecordedHow | null | undefined, never>;
      recorded_on: ColumnType<string | null, string | null | undefined, never>;
      at: Generated<Date>;
    };
    block_agreement: GuardedByDefault & {
      block_id: string;
      version: number;
      /** By which it was adopted; null: everybody said yes. */
      decision_id: ColumnType<string | null, string | null | undefined, never>;
      at: Generated<Date>;
    };
    document_occasion: GuardedByDefault & {
      document_id: string;
      kind: OccasionKind;
      event: Generated<string>;
      sign: Generated<string>;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
      removed_at: ColumnType<Date | null, undefined, Date | null>;
      removed_by: ColumnType<string | null, undefined, string | null>;
    };
    document_happening: GuardedByDefault &
      By & {
        document_id: string;
        occasion_id: string;
        text: string;
        locale: Locale;
        taken_back_at: ColumnType<Date | null, undefined, Date | null>;
      };
    document_look: GuardedByDefault & By & { document_id: string };
    document_edition: GuardedByDefault & {
      document_id: string;
      number: number;
      partners: number;
      decision_id: ColumnType<string | null, string | null | undefined, never>;
      at: Generated<Date>;
    };
  }
}
