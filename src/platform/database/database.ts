import { AsyncLocalStorage } from 'node:async_hooks';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Locale } from '../i18n/locale.ts';
import { type Entry, insertion, type Row, rowOf } from '../journal/record.ts';
import { nobody, type Scope } from '../scope.ts';
import { onConnection } from './dialect.ts';
import { Plans } from './plans.ts';
import type { Tables } from './tables.ts';

// Counts are far below 2^53; days are days, not moments.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);
const dates = 1182 as never; // date[], which pg's list of types leaves out
pg.types.setTypeParser(dates, (days) => days.slice(1, -1).split(',').filter(Boolean));

/** One transaction: what a store function works with. */
export type Tx = {
  readonly db: Kysely<Tables>;
  readonly scope: Scope;
  /** The database's clock, the same for the whole transaction. */
  readonly now: Date;
  /** Writes what happened into the journal, in this transaction, as it ends. Tells the entry's id. */
  record(entry: Entry): Promise<string>;
  /** Does what may fail without the transaction failing: then all of it is undone, what it recorded as well. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
};

export type Opening = {
  /** Spaces this one act may write in although nobody is a member yet: the one it makes. */
  readonly grant?: readonly string[];
  /** The reader's language, for names that the database knows in several. */
  readonly locale?: Locale;
};

export type Database = {
  /** Reads under row level security. Nothing can be changed. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>, reader?: Pick<Opening, 'locale'>): Promise<T>;
  /** Changes under row level security; all or nothing. */
  change<T>(scope: Scope, work: (tx: Tx) => Promise<T>, opening?: Opening): Promise<T>;
  /** Past the guards: for the house itself (accounts, sealer, reactions, imports), never for a page. The journal names `as`. */
  system<T>(work: (tx: Tx) => Promise<T>, as?: Scope, reader?: Pick<Opening, 'locale'>): Promise<T>;
  /** Reads past the guards, all of it as of one moment. Nothing can be changed. For the house itself. */
  snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** For libraries with their own SQL. Throws inside a transaction of ours instead of waiting for itself. */
  readonly outer: OuterPool;
  /** The transaction this code runs in, if any. */
  current(): Tx | undefined;
  /** Called after each commit that wrote to the journal. */
  onRecorded(listener: () => void): void;
  /** How many connections there are, how many of them nobody uses, and who waits for one. */
  connections(): { open: number; idle: number; waiting: number };
  close(): Promise<void>;
};

const inTransaction = new AsyncLocalStorage<Tx>();

const nested = 'A query outside the transaction, from inside it: it would wait for itself';

/** A pool for libraries: with one session (embedded), a query outside a transaction would wait for the one inside for ever. */
export type OuterPool = Pick<pg.Pool, 'connect' | 'query' | 'end'>;

function outerOf(pool: pg.Pool): OuterPool {
  const checked = (method: 'connect' | 'query') =>
    ((first: unknown, ...more: unknown[]) => {
      if (inTransaction.getStore()) throw new Error(nested);
      return (pool[method] as (...args: unknown[]) => unknown)(unnamed(first), ...more);
    }) as never;
  return { connect: checked('connect'), query: checked('query'), end: async () => {} };
}

/** Named statements belong to the one session that all clients of the embedded database share. */
function unnamed(query: unknown): unknown {
  if (typeof query !== 'object' || query === null || !('name' in query)) return query;
  const { name: _, ...rest } = query;
  return rest;
}

type How = {
  /** Throws where nothing new may be written: asked before each change. */
  checkRoom?: (outer: OuterPool) => Promise<void>;
  /** Whether plans of statements are kept, by each connection or by the one session that they share. */
  keepsPlans?: 'each' | 'together';
};

export function openDatabase(
  connection: pg.PoolConfig,
  { checkRoom = async () => {}, keepsPlans }: How = {},
): Database {
  const pool = new pg.Pool({ max: 10, ...connection });
  const plans = keepsPlans && new Plans();
  if (keepsPlans === 'together') shareStatements(pool);
  // A connection lost while idle is replaced by the pool; the error must not end the process.
  pool.on('error', () => {});
  // The same while it is in use: its query fails, which is told there.
  pool.on('connect', (client) => client.on('error', () => {}));
  const listeners: (() => void)[] = [];

  async function transaction<T>(
    role: 'reader' | 'house',
    begin: string,
    scope: Scope,
    work: (tx: Tx) => Promise<T>,
    only?: 'reads',
  ): Promise<T> {
    if (inTransaction.getStore()) throw new Error(nested);
    const client = await pool.connect();
    const connection = onConnection(client, role, plans);
    let ended = false;
    const end = (how: 'commit' | 'rollback') => {
      ended = true;
      if (how === 'rollback') connection.forget();
      return connection.query(how === 'commit' ? `${insertion(recorded)}commit` : how).then(
        () => client.release(),
        async (refused: Error) => {
          // What an insert broke is told here; the connection is as good as before, if it is there at all.
          await client.query('rollback').then(
            () => client.release(),
            (lost: Error) => client.release(lost),
          );
          throw refused;
        },
      );
    };
    const recorded: Row[] = [];
    try {
      const opened = (await client.query(begin)) as unknown as pg.QueryResult<{ now: Date }>[];
      const now = opened.at(-1)!.rows[0]!.now;
      const tx: Tx = {
        db: connection.db,
        scope,
        now,
        async record(entry) {
          const row = rowOf(tx, entry);
          recorded.push(row);
          return row.id;
        },
        async attempt(attempted) {
          const before = recorded.length;
          await connection.query('savepoint attempt');
          try {
            const result = await attempted();
            await connection.query('release savepoint attempt');
            return result;
          } catch (error) {
            connection.forget();
            await connection.query('rollback to savepoint attempt;release savepoint attempt');
            recorded.length = before;
            throw error;
          }
        },
      };
      const result = await inTransaction.run(tx, () => work(tx));
      // Nothing hangs on the end of a transaction that only read: the page need not wait for it.
      const onlyRead = only === 'reads' && !connection.waits && recorded.length === 0;
      if (onlyRead) end('commit').catch(() => {});
      else await end('commit');
      if (recorded.length > 0) for (const listener of listeners) listener();
      return result;
    } catch (error) {
      if (!ended) await end('rollback').catch(() => {});
      throw error;
    }
  }

  const outer = outerOf(pool);
  return {
    read: (scope, work, reader) =>
      transaction('reader', `begin read only;${guarded(scope, reader)}`, scope, work, 'reads'),
    async change(scope, work, opening) {
      await checkRoom(outer);
      return transaction('reader', `begin;${guarded(scope, opening)}`, scope, work);
    },
    system: (work, as = nobody, { locale } = {}) =>
      transaction(
        'house',
        `begin;select ${settings({ 'app.locale': locale ?? '' })}, app_now() as now`,
        as,
        work,
      ),
    snapshot: (work) =>
      transaction(
        'house',
        'begin isolation level repeatable read read only;select app_now() as now',
        nobody,
        work,
      ),
    outer,
    current: () => inTransaction.getStore(),
    onRecorded: (listener) => void listeners.push(listener),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

/** One session knows statements by one set of names, whoever of its clients gave them. */
export function shareStatements(pool: pg.Pool): void {
  const parsedStatements = {};
  pool.on('connect', (client) =>
    Object.assign((client as unknown as { connection: object }).connection, { parsedStatements }),
  );
}

/** Takes the role without rights and says who acts, for this transaction alone, in one round trip. */
function guarded(scope: Scope, { grant = [], locale }: Opening = {}): string {
  const set = settings({
    role: 'samvirke_app',
    'app.person': (scope.opens.length === 0 && scope.person?.id) || '',
    'app.organisations': `{${scope.organisations.join(',')}}`,
    'app.granted': `{${[...scope.opens, ...grant].join(',')}}`,
    'app.locale': locale ?? '',
  });
  return `select ${set}, app_now() as now`;
}

/** For this transaction alone. */
function settings(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
    .join(', ');
}
