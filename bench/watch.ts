import { queriesOf } from '../long/count-queries.ts';
import type { House } from '../src/platform/house.ts';
import type { Scope } from '../src/platform/scope.ts';

/** How long streams have for being looked up, and for their first news, in milliseconds. */
const times = { opening: 900, most: 20_000 };

/**
 * What live streams ask of the database: being opened, looked up, and told of what `happens` meanwhile, which has to
 * be an entry of the kind `kind` that all of them learn of. The stream that seals entries has to run.
 */
export async function queriesOfWatching(
  house: House,
  watching: readonly Scope[],
  { kind, happens }: { kind: string; happens: () => Promise<unknown> },
): Promise<number> {
  let waiting = watching.length;
  const queries = await queriesOf(async () => {
    const readers = watching.map((scope) => house.live.open(scope)!.getReader());
    const told = readers.map(async (reader) => {
      let got = '';
      while (!got.includes(kind)) {
        const { value, done } = await reader.read();
        if (done) return;
        got += new TextDecoder().decode(value);
      }
      waiting -= 1;
    });
    await new Promise((resolve) => setTimeout(resolve, times.opening));
    await happens();
    await Promise.race([
      Promise.all(told),
      new Promise((resolve) => setTimeout(resolve, times.most).unref()),
    ]);
    await Promise.all(readers.map((reader) => reader.cancel()));
  });
  if (waiting > 0) throw new Error(`${waiting} of ${watching.length} streams were told nothing`);
  return queries.filter((query) => /journal_seal|m\.person_id as person/.test(query)).length;
}
