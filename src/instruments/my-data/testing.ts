import type { TestTown } from '../../testing.ts';

/** Every table that holds one of these words, whoever made it, jobs included: `word in table`. One statement. */
export async function tablesWith(
  town: TestTown,
  words: readonly string[],
  but: readonly string[] = [],
): Promise<string[]> {
  const { rows: tables } = await town.database.outer.query(`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'pgboss')`);
  const looked = (tables as { name: string }[]).filter(({ name }) => !but.includes(name));
  const { rows } = await town.database.outer.query(
    looked
      .map(
        ({
          name,
        }) => `select distinct w.word || ' in ${name}' as found from ${name} t, unnest($1::text[]) as w (word)
          where strpos(lower(to_jsonb(t)::text), lower(w.word)) > 0`,
      )
      .join(' union all '),
    [words],
  );
  return rows.map(({ found }) => found).sort();
}

/** Lets the days pass in which it could be undone; what was asked has been answered to by then. */
export async function letErasuresPass(town: TestTown): Promise<void> {
  await town.settle();
  await town.moveTime('8 days');
}
