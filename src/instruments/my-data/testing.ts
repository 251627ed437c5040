import type { TestTown } from '../../testing.ts';

/** Every table that holds a word, whoever made it, jobs included; with how many rows. */
export async function tablesWith(
  town: TestTown,
  word: string,
  but: readonly string[] = [],
): Promise<Record<string, number>> {
  const { rows: tables } = await town.database.outer.query(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'pgboss')`);
  const found: Record<string, number> = {};
  for (const { name } of tables as { name: string }[]) {
    if (but.includes(name)) continue;
    const { rows } = await town.database.outer.query(
      `select count(*)::int as n from ${name} t where strpos(lower(to_jsonb(t)::text), lower($1)) > 0`,
      [word],
    );
    if (rows[0].n > 0) found[name] = rows[0].n;
  }
  return found;
}

/** Lets the days pass in which it could be undone. */
export async function letErasuresPass(town: TestTown): Promise<void> {
  await town.moveTime('8 days');
}
