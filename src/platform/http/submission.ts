import type { VNode } from 'preact';
import type { Opening, Tx } from '../database/database.ts';
import type { Scope } from '../scope.ts';
import type { FormState } from './form.ts';
import type { Standing } from './overtaken.ts';

/** `wrong`: what was done stays done, and the form comes back with these complaints. */
export type Outcome = { to: string; told?: string; wrong?: FormState['errors'] };

export type Submission<Input> = {
  /** Says the room's sentences: complaints and refusals are keys of it. */
  say: (key: never, values?: Record<string, string | number | Date>) => string;
  /** The page once more, with what was typed and what is wrong with it. */
  again: (form: FormState) => VNode | Promise<VNode>;
  /** A form of something that others change too: none of them writes over the other unseen. */
  stands?: Standing;
  /** Authorises, changes and records, in one transaction; says where to go next. */
  act: (tx: Tx, input: Input) => Promise<Outcome>;
  /** The space this act makes for itself. */
  opening?: (input: Input) => Opening;
  /** Acts as somebody whom a link names. */
  as?: Scope;
  /** A form with a field that only machines fill in: what is said to a person whose browser did so. */
  trapped?: string;
  /** A secret choice: of what was in the form the house keeps only a print, which nobody can make without its secret. */
  secret?: boolean;
  /** Neither where a secret form leads nor what is said then tells what was in it: both are kept. */
  tellsNothing?: boolean;
  /** What the browser is given besides, by the first answer as by each further one to the same form. */
  done?: () => Promise<void>;
};

/** What a form led to that had its effect before. */
export function outcomeOf(before: { location: string | null; told: string | null }): Outcome {
  return { to: before.location ?? '/', ...(before.told && { told: before.told }) };
}
