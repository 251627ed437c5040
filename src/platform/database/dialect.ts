import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryId,
  type QueryResult,
  type RootOperationNode,
  type ValuesNode,
} from 'kysely';
import pg, { type ClientBase } from 'pg';
import type { Plans } from './plans.ts';
import type { Tables } from './tables.ts';

const known = new WeakMap<ClientBase, OneConnection>();

/** One connection that is inside a transaction of ours, and Kysely on it. What `role` asks again is planned once. */
export function onConnection(client: ClientBase, role: string, plans?: Plans): OneConnection {
  const connection = known.get(client) ?? new OneConnection(client, plans);
  known.set(client, connection);
  connection.role = role;
  return connection;
}

/** The session has no such statement, or one already: it broke off while it was told. */
const nameUnknown = new Set(['26000', '42P05']);

const adapter = new PostgresAdapter();
const postgres: Omit<Dialect, 'createDriver'> = {
  createAdapter: () => adapter,
  createQueryCompiler: () => new Compiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
};

async function refuse(): Promise<void> {
  throw new Error('This is a transaction already');
}

/**
 * Plain inserts wait for the next other statement and go ahead of it, all in one message; or they go in that of the
 * end of the transaction. Each trip to the database that is saved is a fifth of a small change. What is wrong with
 * one is told there.
 */
export class OneConnection implements DatabaseConnection {
  readonly db: Kysely<Tables>;
  role = '';
  private readonly client: ClientBase;
  private readonly plans: Plans | undefined;
  private waiting: string[] = [];

  constructor(client: ClientBase, plans?: Plans) {
    this.client = client;
    this.plans = plans;
    const driver: Driver = {
      init: async () => {},
      acquireConnection: async () => this,
      releaseConnection: async () => {},
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      destroy: async () => {},
    };
    this.db = new Kysely<Tables>({ dialect: { ...postgres, createDriver: () => driver } });
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    if (isPlainInsert(compiled.query) && compiled.parameters.length === 0) {
      this.waiting.push(compiled.sql);
      return { rows: [], numAffectedRows: BigInt(rowsOf(compiled.query)) };
    }
    if (this.waits) await this.query('');
    const name = this.plans?.nameOf(compiled.sql, this.role);
    const asked = { ...(name && { name }), text: compiled.sql, values: [...compiled.parameters] };
    const { rows, rowCount, command } = await this.client.query(asked).catch((error: { code?: string }) => {
      if (nameUnknown.has(error.code ?? '')) this.plans?.drop(compiled.sql, this.role);
      throw error;
    });
    const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return changed ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  /** Statements without parameters, after the inserts that wait. */
  async query(sql: string): Promise<void> {
    const text = [...this.waiting, sql].filter(Boolean).join(';');
    this.waiting = [];
    if (text) await this.client.query(text);
  }

  get waits(): boolean {
    return this.waiting.length > 0;
  }

  /** The inserts that wait are not wanted any more. */
  forget(): void {
    this.waiting = [];
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Pages go by key; nothing streams from the database');
  }
}

/** More are a bulk load, for which writing out values costs more than a trip. */
const mostWrittenOut = 100;

/** Plain inserts come out with their values in the text, everything else with parameters. */
class Compiler extends PostgresQueryCompiler {
  private readonly writingOut = new WritingOut();

  override compileQuery(node: RootOperationNode, id: QueryId): CompiledQuery {
    return (isPlainInsert(node) && this.writingOut.writeOut(node, id)) || super.compileQuery(node, id);
  }
}

class WritingOut extends PostgresQueryCompiler {
  private plain = true;

  writeOut(node: RootOperationNode, id: QueryId): CompiledQuery | undefined {
    this.plain = true;
    const compiled = this.compileQuery(node, id);
    return this.plain ? compiled : undefined;
  }

  protected override appendValue(value: unknown): void {
    this.plain &&= isPlain(value);
    if (this.plain) this.append(literal(value));
  }
}

/** An insert that nobody waits for to tell anything. */
function isPlainInsert(node: RootOperationNode): boolean {
  if (node.kind !== 'InsertQueryNode' || node.returning || node.onConflict) return false;
  return rowsOf(node) > 0 && rowsOf(node) * (node.columns?.length ?? 0) <= mostWrittenOut;
}

function rowsOf(node: RootOperationNode): number {
  const values = 'values' in node ? node.values : undefined;
  return values?.kind === 'ValuesNode' ? (values as ValuesNode).values.length : 0;
}

/** Lists and objects are left to the driver; a zero byte would end the message. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0');
  return value === null || typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value);
}

/** A value as SQL text, of no type yet, as a parameter is. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (value instanceof Date) return `'${value.toISOString()}'`;
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  const text = String(value);
  // Most values are ids and plain words; going through them sign by sign would cost more than the whole rest.
  return /['\\]/.test(text) ? pg.escapeLiteral(text) : `'${text}'`;
}
