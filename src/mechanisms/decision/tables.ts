import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../platform/database/tables.ts';
import type { Locale, Localised } from '../../platform/i18n/locale.ts';
import type { RecordedHow } from '../sealed-round/rules.ts';
import type { Changes } from './adapting.ts';
import type { Process } from './process.ts';
import type { Outcome } from './rules.ts';
import type { Thresholds } from './shares.ts';
import type { Stage } from './stages.ts';

type Results = Process['results'];

/** To setting an objection aside: yes; no, it stands; or nothing after all. */
export type AsideSays = 'yes' | 'no' | 'back';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    own_way: GuardedByDefault & {
      base: string;
      name: Json<Localised>;
      fits: Json<Localised>;
      not_fits: Json<Localised>;
      changes: Json<Changes>;
      created_at: Generated<Date>;
      retired_at: ColumnType<Date | null, undefined, Date | null>;
    };
    decision: GuardedByDefault & {
      title: string;
      locale: Locale;
      process: Json<Process>;
      results: Results;
      quorum: number;
      sector_quorum: Generated<number>;
      stage: Generated<Stage>;
      voices: Generated<'partners' | 'people'>;
      circle_id: Generated<string | null>;
      fallback: ColumnType<unknown, string | null | undefined, never>;
      thresholds: ColumnType<Thresholds, string | undefined, never>;
      due_at: Date;
      opens_at: ColumnType<Date | null, Date | null | undefined, null>;
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
    decision_aside_word: GuardedByDefault & {
      aside_id: string;
      partner_id: string | null;
      person_id: string | null;
      says: AsideSays;
      reason: Generated<string>;
      locale: Locale;
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
    decision_move: GuardedByDefault & {
      decision_id: string;
      was: Stage;
      stage: Stage;
      was_due_at: Date;
      due_at: Date;
      reason: string;
      locale: Locale;
      by_person: string | null;
      by_itself: Generated<boolean>;
      at: Generated<Date>;
    };
    decision_fallback: GuardedByDefault & {
      decision_id: string;
      kind: string;
      reason: string;
      was_due_at: Date;
      due_at: Date;
      leads_to_id: string | null;
      at: Generated<Date>;
    };
    decision_promise: GuardedByDefault & {
      decision_id: string;
      level: number;
      because: Generated<string>;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_lived: GuardedByDefault & {
      decision_id: string;
      promised: number;
      answers: number;
      counts: number[] | null;
      lived_sum: number | null;
      lived_of: number | null;
      at: Generated<Date>;
    };
    decision_rating: GuardedByDefault & { decision_id: string; partner_id: string; level: number };
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
      because: Generated<string>;
      review_on: string | null;
      /** With which its words are in the journal as a fingerprint; older ones have none. */
      salt: Generated<string | null>;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_step: GuardedByDefault & {
      decision_id: string;
      to_do_id: string;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_acknowledgement: GuardedByDefault & {
      statement_id: string;
      partner_id: string;
      recorded_how: RecordedHow | null;
      recorded_on: string | null;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_publication: GuardedByDefault & {
      decision_id: string;
      open: boolean;
      by_person: string | null;
      at: Generated<Date>;
    };
    decision_telling: GuardedByDefault & {
      statement_id: string;
      address: string;
      locale: Locale;
      by_person: string | null;
      at: Generated<Date>;
    };
  }
}
