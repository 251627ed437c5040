import { createHash, timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { House } from '../house.ts';
import { exposition, type Family } from './exposition.ts';
import { countRequests, type Request } from './requests.ts';
import { waitingIn } from './waiting.ts';

export type Metrics = {
  count(request: Request, seconds: number): void;
  /** Whether the header of a request holds the token. Takes as long whatever was given. */
  mayRead(authorization: string | undefined): boolean;
  /** All figures, as Prometheus reads them. While the database is away: those that need none. */
  tell(): Promise<string>;
};

/** Numbers about the program, and nothing about a person. Undefined where no token is set: then nothing is counted. */
export function metricsOf({ config, database, live }: House): Metrics | undefined {
  const { metricsToken } = config;
  if (!metricsToken) return undefined;
  const requests = countRequests();
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(metricsToken);

  return {
    count: requests.count,
    mayRead: (authorization = '') => timingSafeEqual(digest(authorization.replace(/^Bearer /i, '')), wanted),
    async tell() {
      // Before anything is asked of it: what waits then is others' waiting.
      const { open, idle, waiting } = database.connections();
      const asked = await database.system(waitingIn).catch(() => undefined);
      return exposition([
        ...requests.families(),
        ...(asked ?? []),
        one('samvirke_database_up', 'Whether the database answers.', asked ? 1 : 0),
        {
          name: 'samvirke_database_connections',
          help: 'Connections to the database: in use and idle.',
          type: 'gauge',
          samples: [
            { labels: { state: 'used' }, value: open - idle },
            { labels: { state: 'idle' }, value: idle },
          ],
        },
        one('samvirke_database_waiting', 'Who waits for a connection to the database.', waiting),
        one('samvirke_streams', 'Streams that are open.', live.size),
        ...ofTheProcess(delay),
      ]);
    },
  };
}

const one = (name: string, help: string, value: number, type: Family['type'] = 'gauge'): Family => ({
  name,
  help,
  type,
  samples: [{ value }],
});

/** Under the names by which dashboards know them. */
function ofTheProcess(delay: ReturnType<typeof monitorEventLoopDelay>): Family[] {
  const memory = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const since = (at: number) => (delay.count > 0 ? delay.percentile(at) / 1e9 : 0);
  const behind = {
    name: 'nodejs_eventloop_lag_seconds',
    help: 'How late the event loop was since this was last asked.',
    type: 'gauge' as const,
    samples: [50, 99, 100].map((at) => ({
      labels: { quantile: String(at / 100) },
      value: since(at),
    })),
  };
  delay.reset();
  return [
    one('process_cpu_seconds_total', 'Seconds of CPU, all threads.', (user + system) / 1e6, 'counter'),
    one('process_resident_memory_bytes', 'Memory of the process.', memory.rss),
    one('nodejs_heap_size_used_bytes', 'What scripts hold of it.', memory.heapUsed),
    one('nodejs_external_memory_bytes', 'What stands outside their heap.', memory.external),
    one('process_start_time_seconds', 'When the process began.', Date.now() / 1000 - process.uptime()),
    behind,
  ];
}
