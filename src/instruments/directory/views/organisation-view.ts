import type { VNode } from 'preact';
import type { ShownResponsibility } from '../store/reading.ts';
import type { Related, Relation } from '../store/related.ts';
import type { Organisation } from '../store/tables.ts';

/** All that the page of an organisation shows. */
export type OrganisationView = {
  organisation: Organisation;
  responsibilities: readonly ShownResponsibility[];
  related: readonly Related[];
  /** After what those of its lists go on that do. */
  next: ReadonlyMap<Relation, string>;
  /** Until when the contact is away (YYYY-MM-DD). */
  away: string | undefined;
  /** Median working days to the first answer. */
  usual: number | undefined;
  /** What other rooms know of it. */
  sections: readonly VNode[];
  edits: boolean;
  claims: boolean;
  /** Bodies that named it a member, and groups that named it their host: its people are asked. */
  asks: readonly Related[];
  suggestions: number;
};
