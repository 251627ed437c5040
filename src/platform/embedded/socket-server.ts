// PGlite has one session; this gives it to the clients of a Unix socket in turn. The turn is a whole request
// (up to Sync), not a protocol message, and a transaction keeps the turn until it ends: otherwise the Bind of
// one client would run the statement another one parsed.
//
// What the clients share all the same, because the session is one:
// - settings: only SET LOCAL and set_config(…, true) stay with their transaction. What a plain SET left behind
//   is reset when any connection closes, not before;
// - named prepared statements: they stay as long as the database is open, so that a name is given once;
// - temporary tables, session-level advisory locks: do not use them. They go when the last connection closes;
// - `statement_timeout` has no effect (no signals in WebAssembly), a cancel request neither: a long statement
//   holds everybody up until it is done;
// - COPY FROM STDIN is refused; LISTEN is accepted, but no notification is passed on.
import { chmodSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as socketsServed } from 'node:timers/promises';
import type { Engine } from './engine.ts';
import {
  fatalMessage,
  ProtocolViolation,
  queryMessage,
  startupMessage,
  stateAfter,
  syncMessage,
  type Unit,
  UnitReader,
  withoutCopyIn,
} from './protocol.ts';

type Request = Extract<Unit, { bytes: Buffer }>;
type Connection = { socket: Duplex; requests: Request[]; leaving: boolean; gone: boolean };

export type SocketServer = {
  /** Serves a client that did not come by the socket. */
  letIn(client: Duplex): void;
  close(): Promise<void>;
};

export async function startSocketServer(options: {
  engine: Engine;
  path: string;
  user: string;
  database: string;
  idleInTransactionLimit: number; // milliseconds
  onFailure(error: unknown): void;
}): Promise<SocketServer> {
  const session = new Session(
    options.engine,
    options.user,
    options.idleInTransactionLimit,
    options.onFailure,
  );
  // The answer to a startup does not depend on who asks; PGlite gives it once, so that connecting neither
  // waits for a transaction nor touches the session.
  const greeting = await options.engine.ask(startupMessage(options.user, options.database));

  const letIn = (socket: Duplex) => {
    const connection: Connection = { socket, requests: [], leaving: false, gone: false };
    const reader = new UnitReader();
    session.connections.add(connection);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => session.leave(connection));
    socket.on('data', (chunk) => {
      try {
        for (const unit of reader.push(chunk)) {
          if (unit.kind === 'startup') socket.write(greeting);
          else if (unit.kind === 'encryption') socket.write('N');
          else if (unit.kind === 'cancel') socket.destroy();
          else if (unit.kind === 'terminate') session.endAfterRequests(connection);
          else session.enqueue(connection, unit);
        }
      } catch (error) {
        if (!(error instanceof ProtocolViolation)) throw error;
        socket.end(fatalMessage('08P01', error.message));
      }
    });
  };
  const server = createServer({ noDelay: true }, letIn);

  rmSync(options.path, { force: true }); // left behind by a killed process; the lock says nobody listens
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.path, resolve);
  });
  server.on('error', options.onFailure);
  chmodSync(options.path, 0o600);

  return {
    letIn,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      await session.close();
      await closed;
    },
  };
}

/** PGlite's one session and the queue of those who want it. */
class Session {
  readonly connections = new Set<Connection>();
  #waiting: Connection[] = [];
  #owner: Connection | undefined;
  #running = false;
  #closed = false;
  #resetDue = false;
  #idleTimer: NodeJS.Timeout | undefined;

  readonly #engine: Engine;
  readonly #user: string;
  readonly #idleLimit: number;
  readonly #onFailure: (error: unknown) => void;

  constructor(engine: Engine, user: string, idleLimit: number, onFailure: (error: unknown) => void) {
    this.#user = user;
    this.#engine = engine;
    this.#idleLimit = idleLimit;
    this.#onFailure = onFailure;
  }

  enqueue(connection: Connection, request: Request): void {
    if (connection.gone || connection.leaving) return;
    connection.requests.push(request);
    if (connection !== this.#owner && connection.requests.length === 1) this.#waiting.push(connection);
    this.#serve();
  }

  endAfterRequests(connection: Connection): void {
    connection.leaving = true;
    if (connection.requests.length === 0) connection.socket.end();
  }

  leave(connection: Connection): void {
    connection.gone = true;
    connection.requests = [];
    this.connections.delete(connection);
    this.#waiting = this.#waiting.filter((waiting) => waiting !== connection);
    this.#resetDue = true;
    this.#serve();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopIdleTimer();
    while (this.#running) await socketsServed();
    if (this.#owner) await this.#rollBack();
    for (const { socket } of this.connections) {
      socket.end(fatalMessage('57P01', 'The database is being closed.'), () => socket.destroy());
    }
  }

  #serve(): void {
    if (this.#running || this.#closed) return;
    this.#running = true;
    this.#serveAll()
      .catch((error) => this.#onFailure(error))
      .finally(() => {
        this.#running = false;
      });
  }

  async #serveAll(): Promise<void> {
    while (!this.#closed) {
      if (this.#owner?.gone) await this.#abandon();
      if (!this.#owner) {
        if (this.#resetDue) await this.#reset();
        this.#owner = this.#waiting.shift();
      }
      if (!this.#owner) return;
      const request = this.#owner.requests.shift();
      if (!request) {
        // Others who queue up in the meantime come by here too and must not start the time anew.
        this.#idleTimer ??= setTimeout(() => this.#expire(), this.#idleLimit);
        return;
      }
      this.#stopIdleTimer();
      await this.#answer(this.#owner, request);
      // Lets the others' bytes in before the next turn, or whoever sends many requests at once had them all.
      await socketsServed();
    }
  }

  async #answer(connection: Connection, request: Request): Promise<void> {
    const answer = await this.#engine.ask(withoutCopyIn(request.bytes));
    if (connection.gone) return;
    connection.socket.write(answer);
    if (request.kind === 'part') return;
    const state = stateAfter(answer);
    if (!state) throw new Error('The database ended an answer without telling its state.');
    if (connection.leaving && connection.requests.length === 0) connection.socket.end();
    if (state !== 'I') return;
    this.#owner = undefined;
    if (connection.requests.length > 0) this.#waiting.push(connection);
  }

  #stopIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = undefined;
  }

  /** The owner went away inside a transaction or a request. */
  async #abandon(): Promise<void> {
    this.#stopIdleTimer();
    await this.#rollBack();
    this.#owner = undefined;
  }

  async #rollBack(): Promise<void> {
    // After an error in a request without its Sync everything up to the Sync is skipped; without an error a
    // Sync would commit it. So: roll back, end the skipping, roll back what the skipping kept.
    await this.#engine.ask(queryMessage('ROLLBACK'));
    await this.#engine.ask(syncMessage());
    if (this.#engine.inTransaction) await this.#engine.ask(queryMessage('ROLLBACK'));
  }

  async #reset(): Promise<void> {
    this.#resetDue = false;
    // RESET SESSION AUTHORIZATION does nothing in PGlite, which has no user to go back to.
    await this.#engine.ask(queryMessage(`SET SESSION AUTHORIZATION ${this.#user}; RESET ROLE; RESET ALL`));
    if (this.connections.size === 0) {
      await this.#engine.ask(
        queryMessage(
          'CLOSE ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); DISCARD SEQUENCES; DISCARD TEMP',
        ),
      );
    }
  }

  #expire(): void {
    const connection = this.#owner;
    if (!connection || connection.requests.length > 0) return;
    const seconds = this.#idleLimit / 1000;
    connection.socket.end(
      fatalMessage(
        '25P03',
        `A transaction was open for ${seconds} s without a statement and was rolled back.`,
      ),
      () => connection.socket.destroy(),
    );
    this.leave(connection);
  }
}
