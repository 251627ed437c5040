import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../../platform/database/tables.ts';
import type { Process } from '../decision/process.ts';

declare module '../../platform/database/tables.ts' {
  interface Tables {
    adoption_terms: GuardedByDefault & {
      document_id: string | null;
      as_all: boolean;
      process: Json<Process> | null;
      days: number;
      quorum: number;
      by_person: string | null;
      at: Generated<Date>;
    };
    adoption: GuardedByDefault & {
      decision_id: string;
      number: number;
      kind: string;
      document_id: string | null;
      block_id: string | null;
      version: number | null;
      terms_id: string | null;
      delegation_id: string | null;
      by_person: string | null;
      at: Generated<Date>;
      adopted_at: ColumnType<Date | null, undefined, Date>;
    };
  }
}
