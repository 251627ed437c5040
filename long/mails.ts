// What became of the mails of a storm.
import { expect } from 'vitest';
import type { Database } from '../src/platform/database/database.ts';
import type { openSink } from '../src/testing-sink.ts';
import { checkMails, onDatabase, waitUntilAnswered } from './evidence.ts';
import { moveClock, type Settings } from './places.ts';
import { until } from './program.ts';
import type { Storm } from './storm.ts';

export type Sink = Awaited<ReturnType<typeof openSink>>;

/**
 * Waits as long as mails go out. One that was on its way at a kill is due again after some minutes, and after an hour
 * if that happened to it often: the clock is moved there.
 */
export async function waitForMails(settings: Settings, storm: Storm, minutes = 70) {
  await moveClock(settings, minutes);
  return onDatabase(settings, async (database) => {
    let nudged = 0;
    for (;;) {
      // What was written last has its mails by then, that of a nudge too.
      await waitUntilAnswered(database);
      const before = await countWaiting(database);
      if (before === 0) break;
      await until(
        async () => {
          if (Date.now() > nudged + 5_000) {
            await storm.nudge();
            nudged = Date.now();
          }
          return (await countWaiting(database)) < before;
        },
        'another mail is sent',
        async () => `${await countWaiting(database)} are waiting`,
      );
    }
    return checkMails(database);
  });
}

export async function countWaiting(database: Database): Promise<number> {
  const { rows } = await database.outer.query(
    'select count(*)::int as n from mail where sent_at is null and reason is not null',
  );
  return rows[0].n;
}

/** Every mail arrived, none that nobody wrote; how many arrived a second time (with the same id). */
export function checkSink(sink: Sink, mails: readonly { id: string; address: string }[]): number {
  const arrived = new Map<string, number>();
  for (const mail of sink.mails.splice(0)) {
    const key = `${/^<([^@]+)@/.exec(mail.messageId ?? '')?.[1]} ${mail.to[0]?.address}`;
    arrived.set(key, (arrived.get(key) ?? 0) + 1);
  }
  const written = new Set(mails.map(({ id, address }) => `${id} ${address}`));
  expect(
    [...written].filter((key) => !arrived.has(key)),
    'mails that never arrived',
  ).toEqual([]);
  expect(
    [...arrived.keys()].filter((key) => !written.has(key)),
    'mails nobody wrote',
  ).toEqual([]);
  return [...arrived.values()].filter((times) => times > 1).length;
}
