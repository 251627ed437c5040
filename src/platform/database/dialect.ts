import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { ClientBase } from 'pg';
import type { Tables } from './tables.ts';

const known = new WeakMap<ClientBase, Kysely<Tables>>();

/** Kysely on one connection that is already inside a transaction of ours. */
export function onConnection(client: ClientBase): Kysely<Tables> {
  const db = known.get(client) ?? open(client);
  known.set(client, db);
  return db;
}

function open(client: ClientBase): Kysely<Tables> {
  const connection = new OneConnection(client);
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => {},
  };
  return new Kysely<Tables>({ dialect: { ...postgres, createDriver: () => driver } });
}

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();
const postgres: Omit<Dialect, 'createDriver'> = {
  createAdapter: () => adapter,
  createQueryCompiler: () => compiler,
  createIntrospector: (db) => new PostgresIntrospector(db),
};

async function refuse(): Promise<void> {
  throw new Error('This is a transaction already');
}

class OneConnection implements DatabaseConnection {
  private readonly client: ClientBase;
  constructor(client: ClientBase) {
    this.client = client;
  }
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount, command } = await this.client.query(sql, [...parameters]);
    const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return changed ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }
  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Pages go by key; nothing streams from the database');
  }
}
