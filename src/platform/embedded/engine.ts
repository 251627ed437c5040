// PGlite as the socket server sees it: bytes of one request in, bytes of its answer out.
import type { PGlite } from '@electric-sql/pglite';

/** What Postgres' own error handling throws on its way out of a statement (POSTGRES_MAIN_LONGJMP). */
const statementFailed = 100;

export class Engine {
  readonly #pg: PGlite;

  /**
   * @param onDeath must end the thread. PGlite swallows whatever comes out of the engine and goes on calling
   * it, with nothing or for ever, even after the engine ended itself or overflowed its stack
   */
  constructor(pg: PGlite, onDeath: (error: Error) => never) {
    this.#pg = pg;
    const engine = pg.Module;
    const once = engine._PostgresMainLoopOnce;
    engine._PostgresMainLoopOnce = () => {
      try {
        return once();
      } catch (error) {
        if ((error as { status?: number }).status === statementFailed) throw error;
        onDeath(new Error('The embedded database broke down.', { cause: error }));
      }
    };
  }

  get inTransaction(): boolean {
    return this.#pg.isInTransaction();
  }

  /** Runs messages, whosever turn it is; after a request the answer ends with ReadyForQuery. */
  async ask(bytes: Buffer): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await this.#pg.execProtocolRawStream(bytes, {
      // The chunk is a view into the engine's memory, which the next one overwrites.
      onRawData: (chunk) => chunks.push(Buffer.from(chunk)),
    });
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  }
}
