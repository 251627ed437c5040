import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { nobody, type Scope } from '../scope.ts';
import { asHouse, asReader, type How, type Opening } from './opening.ts';
import { Plans } from './plans.ts';
import { runTransaction, type Tx } from './transaction.ts';

export type { Opening } from './opening.ts';
export type { Tx } from './transaction.ts';

// Counts are far below 2^53; days are days, not moments.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);
const dates = 1182 as never; // date[], which pg's list of types leaves out
pg.types.setTypeParser(dates, (days) => days.slice(1, -1).split(',').filter(Boolean));

export type Database = {
  /** Reads under row level security. Nothing can be changed. */
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>, reader?: Omit<Opening, 'grant'>): Promise<T>;
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

type Means = {
  /** Throws where nothing new may be written: asked before each change. */
  checkRoom?: (outer: OuterPool) => Promise<void>;
  /** Whether plans of statements are kept, by each connection or by the one session that they share. */
  keepsPlans?: 'each' | 'together';
};

export function openDatabase(
  connection: pg.PoolConfig,
  { checkRoom = async () => {}, keepsPlans }: Means = {},
): Database {
  const pool = new pg.Pool({ max: 10, ...connection });
  const plans = keepsPlans && new Plans();
  if (keepsPlans === 'together') shareStatements(pool);
  // A connection lost while idle is replaced by the pool; the error must not end the process.
  pool.on('error', () => {});
  // The same while it is in use: its query fails, which is told there.
  pool.on('connect', (client) => client.on('error', () => {}));
  const listeners: (() => void)[] = [];

  async function transaction<T>(how: How, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (inTransaction.getStore()) throw new Error(nested);
    const client = await pool.connect();
    const run = async (tx: Tx) => inTransaction.run(tx, () => work(tx));
    const { result, recorded } = await runTransaction(client, plans, how, run);
    if (recorded) for (const listener of listeners) listener();
    return result;
  }

  const outer = outerOf(pool);
  return {
    read: (scope, work, reader) => transaction(asReader('begin read only', scope, reader), work),
    async change(scope, work, opening) {
      await checkRoom(outer);
      return transaction(asReader('begin', scope, opening), work);
    },
    system: (work, as = nobody, reader = {}) => transaction(asHouse('begin', as, reader), work),
    snapshot: (work) => transaction(asHouse('begin isolation level repeatable read read only', nobody), work),
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
