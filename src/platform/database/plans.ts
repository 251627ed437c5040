/**
 * On a server plans are made for any values at once. Left alone, PostgreSQL makes a new one each time where it believes that lists
 * of one are common, and does not count what the making costs with a policy on each table.
 */
export const plannedOnce = 'plan_cache_mode=force_generic_plan';

/** So many statements are planned once and kept, each on every connection; what comes after them is planned each time. */
const mostKept = 400;
/** What is asked for the first time may never be asked again. */
const keptFrom = 2;
/** Statements that are counted before counting begins anew: lists of different lengths make ever new ones. */
const mostCounted = 4_000;

/** The result of such a statement changes with its table: one that is kept would fail after a migration beside it. */
const allColumns = /(select|distinct|returning|\.)\s*\*/i;

/**
 * Names for statements that are asked again and again, so that PostgreSQL plans them once: with a policy on each table
 * that takes longer than answering them. A plan belongs to a role; asked by another one it would be made anew.
 */
export class Plans {
  private readonly prefix = Math.random().toString(36).slice(2, 10);
  private given = 0;
  private readonly counted = new Map<string, number>();
  private readonly names = new Map<string, string>();

  nameOf(statement: string, role: string): string | undefined {
    const key = `${role} ${statement}`;
    const name = this.names.get(key);
    if (name !== undefined || this.names.size >= mostKept || allColumns.test(statement)) return name;
    const times = (this.counted.get(key) ?? 0) + 1;
    if (times < keptFrom) {
      if (this.counted.size >= mostCounted) this.counted.clear();
      this.counted.set(key, times);
      return undefined;
    }
    this.counted.delete(key);
    this.given += 1;
    this.names.set(key, `${this.prefix}_${this.given}`);
    return this.names.get(key);
  }

  /** The database does not know the name, or knows it already: next time it gets another one. */
  drop(statement: string, role: string): void {
    this.names.delete(`${role} ${statement}`);
  }
}
