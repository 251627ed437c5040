import type { Database } from '../database/database.ts';
import { type Reader, readOn } from './reader.ts';
import { sealerOn } from './sealer.ts';

/** How long an entry waits at most for its seal when nobody woke the stream (another program wrote it). */
const pause = 700;

export type Stream = {
  /** Resolves when everything recorded so far is sealed and read. For tests and commands. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

type Listener = {
  /** Entries have their seals: who watches can be told. */
  onSealed?: () => void;
  /** Entries were answered to: mails may wait now. */
  onRead?: () => Promise<void>;
  onProblem: (error: unknown) => void;
};

/** Seals and reads for as long as the program runs: woken by each commit, and by the clock. */
export function runStream(
  database: Database,
  reader: Reader,
  { onSealed, onRead, onProblem }: Listener,
): Stream {
  const failures = new Map<string, number>();
  const seal = sealerOn(database);
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function turn(): Promise<void> {
    do {
      again = false;
      while ((await seal()) > 0) onSealed?.();
      if ((await readOn(database, reader, failures)) > 0) await onRead?.();
    } while (again && !stopped);
  }
  function wake(): Promise<void> {
    if (stopped) return Promise.resolve();
    if (running) {
      again = true;
      return running;
    }
    running = turn()
      .catch(onProblem)
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  database.onRecorded(() => void wake());
  const timer = setInterval(wake, pause);
  timer.unref();
  return {
    async settled() {
      await running;
      await wake();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
