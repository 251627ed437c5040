import type { Tx } from './database.ts';

const asked = new WeakMap<Tx, Map<string, Promise<unknown>>>();

/**
 * What several rooms ask within one transaction is asked once. For what is only read: the answer stays what it was
 * until the transaction ends.
 */
export function once<T>(tx: Tx, key: string, ask: () => Promise<T>): Promise<T> {
  const known = asked.get(tx) ?? new Map<string, Promise<unknown>>();
  asked.set(tx, known);
  const answer = known.get(key) ?? ask();
  known.set(key, answer);
  return answer as Promise<T>;
}
