import type { Family, Sample } from './exposition.ts';

/** Upper ends of what is counted together, in seconds: from a page that is in memory to one that nobody waits for. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What a request was, as far as it is counted: the pattern of its path, never the path. */
export type Request = { method: string; route: string; status: number };

type Durations = { labels: Record<string, string>; buckets: number[]; sum: number; count: number };

export type Requests = {
  count(request: Request, seconds: number): void;
  families(): Family[];
};

/** Whoever sends made-up methods makes no rows of their own. */
const methods = new Set(['GET', 'HEAD', 'POST']);

export function countRequests(): Requests {
  const counts = new Map<string, Sample>();
  const durations = new Map<string, Durations>();
  return {
    count({ method: given, route, status }, seconds) {
      const method = methods.has(given) ? given : 'other';
      const key = `${method} ${route}`;
      const before = counts.get(`${key} ${status}`)?.value ?? 0;
      counts.set(`${key} ${status}`, {
        labels: { method, route, status: String(status) },
        value: before + 1,
      });
      const taken = durations.get(key) ?? {
        labels: { method, route },
        buckets: bounds.map(() => 0),
        sum: 0,
        count: 0,
      };
      durations.set(key, taken);
      const at = bounds.findIndex((bound) => seconds <= bound);
      if (at >= 0) taken.buckets[at]! += 1;
      taken.sum += seconds;
      taken.count += 1;
    },
    families: () => [
      {
        name: 'samvirke_http_requests_total',
        help: 'Requests answered, by pattern of the path and status.',
        type: 'counter',
        samples: [...counts.values()],
      },
      {
        name: 'samvirke_http_request_duration_seconds',
        help: 'How long answers took, by pattern of the path.',
        type: 'histogram',
        samples: [...durations.values()].flatMap(samplesOf),
      },
    ],
  };
}

/** Each bucket holds all those below it as well. */
function samplesOf({ labels, buckets, sum, count }: Durations): Sample[] {
  let below = 0;
  const ends = buckets.map((n, at) => {
    below += n;
    return { suffix: '_bucket', labels: { ...labels, le: String(bounds[at]) }, value: below };
  });
  return [
    ...ends,
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ];
}
