import type { Logger } from 'pino';

export type Afterwards = {
  /**
   * Does `work` once the answer is on its way, so that how long it takes tells nobody whether there is such an
   * account. What goes wrong is logged as `what`: there is nobody left to tell. A crash loses it, and whoever asked
   * asks again; a stop waits for it.
   */
  run(what: string, work: () => Promise<unknown>): void;
  /** Until all of it is done. */
  settled(): Promise<void>;
};

export function afterwardsWith(log: Logger): Afterwards {
  const running = new Set<Promise<void>>();
  const answered = () => new Promise<void>((resolve) => void setImmediate(resolve));
  return {
    run(what, work) {
      const done: Promise<void> = answered()
        .then(work)
        .catch((error) => log.error({ err: error }, `${what} failed`))
        .then(() => void running.delete(done));
      running.add(done);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
