import type pg from 'pg';

/** A column that holds what people wrote: plain, or in an object with a text for each language. */
export type Text = { table: string; column: string; localised: boolean };

/** What the city says of itself for machines: numbers, codes, hashes, and what is sealed. */
const ofMachines =
  /^(journal_|auth_|once$|rate_limit$|migration|search_|file$|passkey$|mail$|guest_address$|import_item$)/;

const isLocalised = (column: string) =>
  `case when jsonb_typeof(${column}) = 'object'
     then not jsonb_path_exists(${column}, 'strict $.* ? (@.type() != "string")') else false end`;

/** The columns in which there are several words, or a name. */
export async function textsOf(client: pg.Client): Promise<Text[]> {
  const { rows } = await client.query(`
    select c.table_name as table, c.column_name as column, c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      and c.data_type in ('text', 'jsonb') order by 1, 2`);
  const found: Text[] = [];
  for (const { table, column, type } of rows) {
    if (ofMachines.test(table)) continue;
    const words =
      type === 'text'
        ? `${column} ~ '[[:alpha:]]+ [[:alpha:]]' or ('${column}' in ('name', 'title', 'place') and ${column} <> '')`
        : `${isLocalised(column)} and ${column} ?| array['en', 'de', 'nb', 'nl']`;
    const { rows: some } = await client.query(`select from ${table} where ${words} limit 1`);
    if (some.length > 0) found.push({ table, column, localised: type === 'jsonb' });
  }
  return found;
}

/**
 * Puts scripts in the place of every text, past the rules that the program follows: a chunk of them where it fits,
 * else one, another in each row. Returns how many texts there were.
 */
export async function plantIn(
  client: pg.Client,
  texts: readonly Text[],
  payloads: readonly string[],
): Promise<number> {
  await client.query('set session_replication_role = replica');
  let planted = 0;
  for (const { table, column, localised } of texts) {
    const where = localised ? isLocalised(column) : `${column} <> ''`;
    const value = (text: string) =>
      localised ? `jsonb_build_object('en', ${text}, 'de', ${text}, 'nb', ${text}, 'nl', ${text})` : text;
    const all = value('$1::text');
    const one = value('($1::text[])[1 + abs(hashtext(ctid::text)) % cardinality($1::text[])]');
    const put = (into: string, values: unknown) =>
      client.query(`update ${table} set ${column} = ${into} where ${where}`, [values]);
    // Unique or short ones take one at a time, or none.
    const done = await put(all, payloads.join(' ')).catch(() => put(one, payloads).catch(() => undefined));
    planted += done?.rowCount ?? 0;
  }
  await client.query('set session_replication_role = origin');
  return planted;
}
