import { createHmac } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '../database/database.ts';
import { TooMany } from '../http/problems.ts';

/** Counters that outlive a restart and are shared by all programs on the database. */
export type Limits = {
  /** Counts one attempt; throws TooMany when there were too many. The key is hashed: no address is kept. */
  count(limit: LimitName, key: string): Promise<void>;
  /** The same for what a form does, by the key of the form: however often it arrives, it has one effect and counts once. */
  countForm(limit: LimitName, key: string, form: string | undefined): Promise<void>;
  /** Takes one attempt back, as it succeeded: so that many people behind one network address do not add up. */
  takeBack(limit: LimitName, key: string): Promise<void>;
  /** Forgets the attempts, after one that succeeded. */
  clear(limit: LimitName, key: string): Promise<void>;
};

const minutes = 60;
/** Attempts allowed, and within how many seconds. The sign-in figures are those of the safety tests. */
const limits = {
  signIn: { points: 10, duration: 15 * minutes },
  mailedLink: { points: 5, duration: 15 * minutes },
  /** Links to requests, mailed again to one address: not those of signing in, which nobody shall use up for somebody. */
  lostLinks: { points: 5, duration: 24 * 60 * minutes },
  write: { points: 20, duration: 60 * minutes },
  invite: { points: 100, duration: 60 * minutes },
  /** Invitations to one address, whoever sends them: nobody floods a mailbox by sending the same one anew. */
  invited: { points: 10, duration: 24 * 60 * minutes },
  form: { points: 1, duration: 24 * 60 * minutes },
  code: { points: 10, duration: 15 * minutes },
  /** What a browser asks a passkey: each leaves a row for a while. */
  question: { points: 300, duration: 15 * minutes },
} as const;
export type LimitName = keyof typeof limits;

export function limitsOn(database: Database, secret: string): Limits {
  const limiters = new Map(
    Object.entries(limits).map(([name, { points, duration }]) => [
      name,
      new RateLimiterPostgres({
        storeClient: {
          query: (...args: Parameters<typeof database.outer.query>) => database.outer.query(...args),
        },
        storeType: 'client',
        tableName: 'rate_limit',
        tableCreated: true,
        keyPrefix: name,
        points,
        duration,
        clearExpiredByTimeout: false,
      }),
    ]),
  );
  const hidden = (key: string) =>
    createHmac('sha256', secret).update(key.toLowerCase()).digest('base64url').slice(0, 24);
  async function count(limit: LimitName, key: string): Promise<void> {
    try {
      await limiters.get(limit)!.consume(hidden(key));
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooManyUntil(error);
      throw error;
    }
  }

  return {
    count,
    async countForm(limit, key, form) {
      const counted = form && (await count('form', `${limit} ${key} ${form}`).catch(tooMany));
      if (!counted) return count(limit, key);
      // Refused the first time: neither is it let through the second time.
      const state = await limiters.get(limit)!.get(hidden(key));
      if (state && state.consumedPoints > limits[limit].points) throw tooManyUntil(state);
    },
    async takeBack(limit, key) {
      await limiters.get(limit)!.reward(hidden(key));
    },
    async clear(limit, key) {
      await limiters.get(limit)!.delete(hidden(key));
    },
  };
}

const tooManyUntil = ({ msBeforeNext }: RateLimiterRes) => new TooMany(Math.ceil(msBeforeNext / 1000));

function tooMany(error: unknown): true {
  if (error instanceof TooMany) return true;
  throw error;
}
