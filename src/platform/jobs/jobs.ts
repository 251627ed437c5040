import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { newId } from '../id.ts';

export type JobOptions = {
  /** How often a failed job is tried again, with growing pauses. */
  retries?: number;
  /** The first pause, in seconds. */
  pause?: number;
  /** Only one job with this key waits at a time. */
  key?: string;
};

export type Jobs = {
  /** Says what a job does. Before `start`. A job may run twice if the program dies in it: it must not matter. */
  define<Payload extends object>(name: string, run: (payload: Payload) => Promise<void>): void;
  /** Work by the clock (cron words, UTC). Before `start`. */
  every(name: string, cron: string, run: () => Promise<void>): void;
  start(): Promise<void>;
  send(name: string, payload: object, options?: JobOptions): Promise<void>;
  stop(): Promise<void>;
};

/** pg-boss on either database, through the pool for libraries. */
export function jobsOn(database: Database, log: Logger): Jobs {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => database.outer.query(text, values as unknown[]) },
    schema: 'pgboss',
  });
  boss.on('error', (error) => log.error({ err: error }, 'jobs: the queue has a problem'));
  const workers = new Map<string, (payload: never) => Promise<void>>();
  const clocks = new Map<string, string>();
  /** pg-boss looks every two seconds; who has just queued or done a job wakes its worker at once. */
  const awake = new Map<string, string>();
  const wake = (name: string) => boss.notifyWorker(awake.get(name) ?? '');
  let started = false;

  return {
    define(name, run) {
      workers.set(name, run);
    },
    every(name, cron, run) {
      workers.set(name, run);
      clocks.set(name, cron);
    },
    async start() {
      await boss.start();
      // A clock of a release before that nobody has any more would queue for ever.
      for (const { name } of await boss.getSchedules()) if (!clocks.has(name)) await boss.unschedule(name);
      for (const [name, run] of workers) {
        // 'short': of each key one job waits at most. (With 'exclusive' a job that a killed program was at
        // would hold up its key until it expires.)
        await boss.createQueue(name, { deleteAfterSeconds: 86_400, policy: 'short' });
        if (clocks.has(name)) await boss.schedule(name, clocks.get(name)!);
        const worker = await boss.work(name, { pollingIntervalSeconds: 2, batchSize: 1 }, async ([job]) => {
          if (!job) return;
          try {
            await run(job.data as never);
          } catch (error) {
            log.warn({ err: error, job: name }, 'jobs: failed, to be tried again');
            // The queue keeps what it is thrown, and what the database says of a row may name a person.
            throw new Error('The log says why.');
          } finally {
            wake(name);
          }
        });
        awake.set(name, worker);
      }
      started = true;
    },
    async send(name, payload, { retries = 8, pause = 30, key } = {}) {
      // A command beside the city queues nothing: the city's own sweep finds what it left.
      if (!started) return;
      await boss.send(name, payload, {
        retryLimit: retries,
        retryDelay: pause,
        retryBackoff: true,
        singletonKey: key ?? newId(),
      });
      wake(name);
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
