import type { Kysely } from 'kysely';
import type { PoolClient } from 'pg';
import { type Entry, insertions, type Row, rowOf } from '../journal/record.ts';
import type { Scope } from '../scope.ts';
import { OneConnection } from './dialect.ts';
import type { How } from './opening.ts';
import type { Plans } from './plans.ts';
import type { Tables } from './tables.ts';

/** One transaction: what a store function works with. */
export type Tx = {
  readonly db: Kysely<Tables>;
  readonly scope: Scope;
  /**
   * The database's clock, the same for the whole transaction. A transaction is opened with what it asks first; whoever
   * wants to know the time before is run once more from the beginning, with a transaction that is open.
   */
  readonly now: Date;
  /** Writes what happened into the journal, in this transaction, as it ends. Tells the entry's id. */
  record(entry: Entry): Promise<string>;
  /** Does what may fail without the transaction failing: then all of it is undone, what it recorded as well. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
};

/** Runs `work` in a transaction, and gives the client back. Whether it wrote to the journal is told with its result. */
export async function runTransaction<T>(
  client: PoolClient,
  plans: Plans | undefined,
  how: How,
  work: (tx: Tx) => Promise<T>,
): Promise<{ result: T; recorded: boolean }> {
  let ended = false;
  const end = async (ending: Promise<void>) => {
    ended = true;
    try {
      await ending;
      client.release();
    } catch (refused) {
      // What an insert broke is told here; the connection is as good as before, if it is there at all.
      await client.query('rollback').then(
        () => client.release(),
        (lost: Error) => client.release(lost),
      );
      throw refused;
    }
  };
  let turn = new Turn(client, plans, how);
  try {
    const [first] = await Promise.allSettled([work(turn.tx)]);
    let result: T;
    if (turn.nowWanted) {
      await turn.connection.rollBack();
      turn = new Turn(client, plans, how);
      await turn.connection.run();
      result = await work(turn.tx);
    } else if (first.status === 'rejected') throw first.reason;
    else result = first.value;

    const recorded = turn.recorded.length > 0;
    // Nothing hangs on the end of a transaction that only read: the page need not wait for it.
    const onlyRead = how.begin.endsWith('read only') && !turn.connection.waits && !recorded;
    const committed = end(turn.connection.commit(insertions(turn.recorded)));
    if (onlyRead) committed.catch(() => {});
    else await committed;
    return { result, recorded };
  } catch (error) {
    if (!ended) await end(turn.connection.rollBack()).catch(() => {});
    throw error;
  }
}

/** One run of the work. A second one gets another transaction to hold: some things are kept by it. */
class Turn {
  readonly recorded: Row[] = [];
  /** Somebody wanted to know the time before it was known. */
  nowWanted = false;
  readonly tx: Tx;
  readonly connection: OneConnection;

  constructor(client: PoolClient, plans: Plans | undefined, how: How) {
    let now: Date | undefined;
    const connection = new OneConnection(client, plans, how, (found) => {
      now = found;
      how.onOpened?.(found);
    });
    this.connection = connection;
    const turn = this;
    const { recorded } = this;
    this.tx = {
      db: connection.db,
      scope: how.scope,
      get now() {
        if (now) return now;
        turn.nowWanted = true;
        throw new Error('The transaction is not open yet');
      },
      async record(entry) {
        const row = rowOf(how.scope, entry);
        recorded.push(row);
        return row.id;
      },
      async attempt(attempted) {
        const before = recorded.length;
        await connection.run({ text: 'savepoint attempt' });
        try {
          const result = await attempted();
          await connection.run({ text: 'release savepoint attempt' });
          return result;
        } catch (error) {
          connection.forget();
          await connection.run(
            { text: 'rollback to savepoint attempt' },
            { text: 'release savepoint attempt' },
          );
          recorded.length = before;
          throw error;
        }
      },
    };
  }
}
