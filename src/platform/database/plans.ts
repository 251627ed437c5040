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

type OfRole = { readonly names: Map<string, string>; readonly counted: Map<string, number> };

/**
 * Names for statements that are asked again and again, so that PostgreSQL plans them once: with a policy on each table
 * that takes longer than answering them. A plan belongs to a role; asked by another one it would be made anew.
 */
export class Plans {
  private readonly prefix = Math.random().toString(36).slice(2, 10);
  private given = 0;
  private readonly roles = new Map<string, OfRole>();

  nameOf(statement: string, role: string): string | undefined {
    const { names, counted } = this.ofRole(role);
    const name = names.get(statement);
    if (name !== undefined || this.given >= mostKept || allColumns.test(statement)) return name;
    const times = (counted.get(statement) ?? 0) + 1;
    if (times < keptFrom) {
      if (counted.size >= mostCounted) counted.clear();
      counted.set(statement, times);
      return undefined;
    }
    counted.delete(statement);
    this.given += 1;
    names.set(statement, `${this.prefix}_${this.given}`);
    return names.get(statement);
  }

  private ofRole(role: string): OfRole {
    const known = this.roles.get(role) ?? { names: new Map(), counted: new Map() };
    this.roles.set(role, known);
    return known;
  }
}
