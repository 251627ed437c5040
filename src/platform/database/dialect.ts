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
  type RootOperationNode,
  type ValuesNode,
} from 'kysely';
import type pg from 'pg';
import type { ClientBase } from 'pg';
import { runTogether, type Statement } from './batch.ts';
import type { How } from './opening.ts';
import type { Plans } from './plans.ts';
import type { Tables } from './tables.ts';

const known = new WeakMap<ClientBase, OneConnection>();

/** One connection for transactions of ours, and Kysely on it. */
export function onConnection(client: ClientBase, plans?: Plans): OneConnection {
  const connection = known.get(client) ?? new OneConnection(client, plans);
  known.set(client, connection);
  return connection;
}

const adapter = new PostgresAdapter();
const postgres: Omit<Dialect, 'createDriver'> = {
  createAdapter: () => adapter,
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db) => new PostgresIntrospector(db),
};

async function refuse(): Promise<void> {
  throw new Error('This is a transaction already');
}

/**
 * A transaction begins with the first statement, and plain inserts wait for the next other one and go ahead of it, all
 * in one message; or they go in that of the end. What is wrong with one is told there.
 */
export class OneConnection implements DatabaseConnection {
  readonly db: Kysely<Tables>;
  private readonly client: ClientBase;
  private readonly plans: Plans | undefined;
  private role = '';
  private beginning: readonly Statement[] = [];
  private opened: Promise<void> | undefined;
  private tellNow: (now: Date) => void = () => {};
  private waiting: Statement[] = [];

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

  async executeQuery<R>({ query, sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = { text: sql, values: parameters };
    if (isPlainInsert(query)) {
      this.waiting.push({ ...statement, silent: true });
      return { rows: [], numAffectedRows: BigInt(rowsOf(query)) };
    }
    const { rows, rowCount, command } = await this.run(statement);
    const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return changed ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  /** Begins a transaction with whatever is run first, and tells its time as soon as it is known. */
  begin({ role, begin, open }: How, tellNow: (now: Date) => void): void {
    this.role = role;
    this.beginning = [{ text: begin, silent: true }, open];
    this.tellNow = tellNow;
    this.opened = undefined;
    this.waiting = [];
  }

  /** Runs statements after the inserts that wait, all in one message. Tells what the last one found. */
  async run(...statements: Statement[]): Promise<pg.QueryResult> {
    const all = [...this.waiting, ...statements];
    this.waiting = [];
    if (this.opened) {
      await this.opened;
      return (await this.send(all)).at(-1)!;
    }
    const { beginning, tellNow } = this;
    const sent = this.send([...beginning, ...all]);
    this.opened = sent.then((results) => tellNow(results[0]!.rows[0].now));
    await this.opened;
    return (await sent).at(-1)!;
  }

  async commit(last: readonly Statement[]): Promise<void> {
    if (this.opened || this.waits || last.length > 0)
      await this.run(...last, { text: 'commit', silent: true });
  }

  async rollBack(): Promise<void> {
    this.waiting = [];
    if (this.opened) await this.client.query('rollback');
  }

  private send(statements: readonly Statement[]): Promise<pg.QueryResult[]> {
    return runTogether(
      this.client,
      statements.map((statement) => this.named(statement)),
    );
  }

  private named(statement: Statement): Statement {
    const name = this.plans?.nameOf(statement.text, this.role);
    return name ? { ...statement, name } : statement;
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

/** An insert that nobody waits for to tell anything. */
function isPlainInsert(node: RootOperationNode): boolean {
  return node.kind === 'InsertQueryNode' && !node.returning && !node.onConflict && rowsOf(node) > 0;
}

function rowsOf(node: RootOperationNode): number {
  const values = 'values' in node ? node.values : undefined;
  return values?.kind === 'ValuesNode' ? (values as ValuesNode).values.length : 0;
}
