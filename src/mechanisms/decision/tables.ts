import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../platform/database/tables.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { RecordedHow } from '../sealed-round/rules.ts';
import type { Process } from './process.ts';
import type { Outcome } from './rules.ts';
import type { Thresholds } from './shares.ts';

type Results = Process['results'];

declare module '../../platform/database/tables.ts' {
  interface Tables {
    decision: GuardedByDefault & {
      title: string;
      locale: Locale;
      process: Json<Process>;
      results: Results;
      quorum: number;
      sector_quorum: Generated<number>;
      voices: Generated<'partners' | 'people'>;
      circle_id: Generated<string | null>;
      fallback: Generated<'nothing' | 'above'>;
      thresholds: ColumnType<Thresholds, string | undefined, never>;
      due_at: Date;
      by_person: string | null;
      at: Generated<Date>;
      withdrawn_at: ColumnType<Date | null, undefined, Date>;
      withdrawn_by: ColumnType<string | null, never, never>;
      outcome: ColumnType<Outcome | null, undefined, string>;
      settled_at: ColumnType<Date | null, undefined, Date>;
    };
    decision_version: GuardedByDefault & {
      decision_id: string;
      number: number;
      text: string;
      because: Generated<string>;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_option: GuardedByDefault & { decision_id: string; position: number; text: string };
    decision_voice: GuardedByDefault & {
      decision_id: string;
      version: number;
      partner_id: string | null;
      person_id: string | null;
      stance: string | null;
      marks: ColumnType<Record<string, number> | null, string | null, never>;
      reason: string;
      locale: Locale;
      recorded_how: RecordedHow | null;
      recorded_on: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_aside: GuardedByDefault & {
      decision_id: string;
      voice_id: string;
      reason: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_aside_yes: GuardedByDefault & {
      aside_id: string;
      partner_id: string | null;
      person_id: string | null;
      recorded_how: RecordedHow | null;
      recorded_on: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_reopening: GuardedByDefault & {
      decision_id: string;
      reopens_id: string;
      because: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_handing: GuardedByDefault & { decision_id: string; from_id: string; at: Generated<Date> };
    decision_extension: GuardedByDefault & {
      decision_id: string;
      was_due_at: Date;
      due_at: Date;
      reason: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_statement: GuardedByDefault & {
      decision_id: string;
      holds: boolean;
      option_id: string | null;
      text: string;
      review_on: string | null;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}
