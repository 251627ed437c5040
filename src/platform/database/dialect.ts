import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
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
import { runTogether, type Statement, writtenOut } from './batch.ts';
import type { How } from './opening.ts';
import type { Plans } from './plans.ts';
import type { Tables } from './tables.ts';

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

async function refuse(): Promise<never> {
  throw new Error('This is a transaction already');
}

const driver: Driver = {
  init: async () => {},
  acquireConnection: refuse,
  releaseConnection: async () => {},
  beginTransaction: refuse,
  commitTransaction: refuse,
  rollbackTransaction: refuse,
  destroy: async () => {},
};
const dialect: Dialect = {
  createAdapter: () => adapter,
  createQueryCompiler: () => compiler,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createDriver: () => driver,
};

/** Kysely on one connection, of shared parts: to have it make its own costs as much as a small statement. */
function kyselyOn(connection: DatabaseConnection): Kysely<Tables> {
  const provider = {
    provideConnection: <T>(use: (one: DatabaseConnection) => Promise<T>) => use(connection),
  };
  const executor = new DefaultQueryExecutor(compiler, adapter, provider);
  return new Kysely<Tables>({ config: { dialect }, dialect, driver, executor });
}

/** Whoever still runs when its transaction has ended must not go on in the next one on the same client. */
const isOver = () => new Error('The transaction is over');

/**
 * A connection for one transaction, and Kysely on it. It begins with the first statement, and plain inserts wait for the
 * next other one and go ahead of it, all in one message; or they go in that of the end. What is wrong with one is told
 * there.
 */
export class OneConnection implements DatabaseConnection {
  readonly db: Kysely<Tables>;
  private readonly client: ClientBase;
  private readonly plans: Plans | undefined;
  private readonly how: How;
  private readonly tellNow: (now: Date) => void;
  private opened: Promise<void> | undefined;
  private over = false;
  private waiting: Statement[] = [];

  /** @param tellNow is told the time of the transaction as soon as that is known */
  constructor(client: ClientBase, plans: Plans | undefined, how: How, tellNow: (now: Date) => void) {
    this.client = client;
    this.plans = plans;
    this.how = how;
    this.tellNow = tellNow;
    this.db = kyselyOn(this);
  }

  async executeQuery<R>({ query, sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (isPlainInsert(query)) {
      if (this.over) throw isOver();
      this.waiting.push({ text: sql, values: writtenOut(parameters), silent: true });
      return { rows: [], numAffectedRows: BigInt(rowsOf(query)) };
    }
    const { rows, rowCount, command } = await this.run({ text: sql, values: parameters });
    const changed = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return changed ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  /** Runs statements after the inserts that wait, all in one message. Tells what the last one found. */
  async run(...statements: Statement[]): Promise<pg.QueryResult> {
    if (this.over) throw isOver();
    return this.runAll(statements);
  }

  private async runAll(statements: readonly Statement[]): Promise<pg.QueryResult> {
    const all = [...this.waiting, ...statements];
    this.waiting = [];
    if (this.opened) {
      const { over } = this;
      await this.opened;
      if (this.over !== over) throw isOver();
      return (await this.send(all)).at(-1)!;
    }
    const { begin, open } = this.how;
    const sent = this.send([{ text: begin, silent: true }, open, ...all]);
    this.opened = sent.then((results) => this.tellNow(results[0]!.rows[0].now));
    await this.opened;
    return (await sent).at(-1)!;
  }

  /** Throws where a statement had failed, whoever has caught that: then nothing of it all is kept. */
  async commit(last: readonly Statement[]): Promise<void> {
    this.over = true;
    if (!this.opened && !this.waits && last.length === 0) return;
    const { command } = await this.runAll([...last, { text: 'commit' }]);
    if (command === 'ROLLBACK') throw new Error('A statement of the transaction had failed');
  }

  async rollBack(): Promise<void> {
    this.over = true;
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
    const name = this.plans?.nameOf(statement.text, this.how.role);
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

/** Values: more are a bulk load, which goes at once. */
const mostWaiting = 100;

/** An insert that nobody waits for to tell anything. */
function isPlainInsert(node: RootOperationNode): boolean {
  if (node.kind !== 'InsertQueryNode' || node.returning || node.onConflict) return false;
  return rowsOf(node) > 0 && rowsOf(node) * (node.columns?.length ?? 0) <= mostWaiting;
}

function rowsOf(node: RootOperationNode): number {
  const values = 'values' in node ? node.values : undefined;
  return values?.kind === 'ValuesNode' ? (values as ValuesNode).values.length : 0;
}
