import pg, { type ClientBase, type Connection, type QueryResult, type Submittable } from 'pg';
import { serialize } from 'pg-protocol';

export type Statement = {
  readonly text: string;
  readonly values?: readonly unknown[];
  /** By which the session keeps its plan. */
  readonly name?: string | undefined;
  /** Nobody reads what it finds. */
  readonly silent?: true;
};

/** What pg keeps to itself, and those who bring their own queries need. */
type Inside = {
  connection: { parsedStatements: Record<string, string> };
};
type Message = { fields: unknown };
type Result = QueryResult & {
  addFields(fields: unknown): void;
  parseRow(fields: unknown): Record<string, unknown>;
  addRow(row: Record<string, unknown>): void;
  addCommandComplete(message: unknown): void;
};
const { Result, utils } = pg as unknown as {
  Result: new (rowMode?: string, types?: unknown) => Result;
  utils: { prepareValue(value: unknown): unknown };
};

/** Values as they are sent: what becomes of a list, an object or a buffer afterwards changes nothing. */
export function writtenOut(values: readonly unknown[]): unknown[] {
  return values.map((value) => (Buffer.isBuffer(value) ? Buffer.from(value) : utils.prepareValue(value)));
}

/** The session has no statement of that name. */
const nameUnknown = '26000';

/**
 * Runs statements one after the other, all in one message: each trip to the database that is saved is a fifth of a
 * small change. After one that fails none is run.
 *
 * @returns what each of them found that is not silent
 */
export function runTogether(client: ClientBase, statements: readonly Statement[]): Promise<QueryResult[]> {
  return new Promise<QueryResult[]>((resolve, reject) => {
    client.query(new Batch(statements, resolve, reject));
  }).catch((error) => {
    // Its own trace begins at the socket.
    Error.captureStackTrace(error);
    throw error;
  });
}

class Batch implements Submittable {
  readonly statements: readonly Statement[];
  private readonly resolve: (results: QueryResult[]) => void;
  private readonly reject: (error: unknown) => void;
  private readonly results: Result[] = [];
  private readonly parsing = new Set<string>();
  private known: Record<string, string> = {};
  private unreadable: unknown;
  private result = new Result();
  private done = 0;

  constructor(statements: Batch['statements'], resolve: Batch['resolve'], reject: Batch['reject']) {
    this.statements = statements;
    this.resolve = resolve;
    this.reject = reject;
  }

  /** Of all, for whoever counts what is asked. */
  get text(): string {
    return this.statements.map(({ text }) => text).join(';');
  }

  /** Returns an error where a value cannot be written out: then nothing has been sent. */
  submit(connection: Connection): unknown {
    this.known = (connection as unknown as Inside['connection']).parsedStatements;
    try {
      const messages = this.statements.flatMap((statement) => this.messagesOf(statement));
      connection.stream.write(Buffer.concat([...messages, serialize.sync()]));
      return undefined;
    } catch (error) {
      return error;
    }
  }

  private messagesOf(statement: Statement): Buffer[] {
    const { text, name = '', values = [], silent } = statement;
    const known = name in this.known || this.parsing.has(name);
    if (name) this.parsing.add(name);
    return [
      // In the session that many share, another one may have told it meanwhile.
      ...(known || !name ? [] : [serialize.close({ type: 'S', name })]),
      ...(known ? [] : [serialize.parse({ text, name })]),
      serialize.bind({ statement: name, values: values as unknown[], valueMapper: utils.prepareValue }),
      ...(silent ? [] : [serialize.describe({ type: 'P' })]),
      serialize.execute(),
    ];
  }

  handleRowDescription({ fields }: Message): void {
    this.result.addFields(fields);
  }

  handleDataRow({ fields }: Message): void {
    if (this.unreadable) return;
    try {
      this.result.addRow(this.result.parseRow(fields));
    } catch (error) {
      this.unreadable = error;
    }
  }

  handleCommandComplete(message: unknown): void {
    if (!this.current.silent) this.result.addCommandComplete(message);
    this.goOn();
  }

  handleEmptyQuery(): void {
    this.goOn();
  }

  private get current(): Statement {
    return this.statements[this.done]!;
  }

  private goOn(): void {
    const { name, text } = this.current;
    if (name) this.known[name] = text;
    if (!this.current.silent) {
      this.results.push(this.result);
      this.result = new Result();
    }
    this.done += 1;
  }

  /** What somebody would have to send is not there. */
  handleCopyInResponse(connection: Connection): void {
    (connection as unknown as { sendCopyFail(why: string): void }).sendCopyFail('Nothing is copied in');
    (connection as unknown as { sync(): void }).sync();
  }

  handleCopyData(): void {}

  handleError(error: { code?: string }): void {
    if (error.code === nameUnknown) for (const { name } of this.statements) delete this.known[name ?? ''];
    this.reject(error);
  }

  handleReadyForQuery(): void {
    if (this.unreadable) this.reject(this.unreadable);
    else this.resolve(this.results);
  }
}
