import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Connection, connectRunning, openEmbedded } from '../src/platform/embedded/open-embedded.ts';
import { home, sampleData } from './built.ts';
import { openMailbox } from './mailbox.ts';
import { startProgram } from './program.ts';

export type City = Awaited<ReturnType<typeof openCity>>;

/** A city of its own for a journey: the real program, a fresh data folder, real mail. */
export async function openCity({
  sample = true,
  named,
  dns,
}: {
  sample?: boolean;
  named?: true;
  dns?: string;
} = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'samvirke-journey-'));
  if (sample) cpSync(sampleData, dataFolder, { recursive: true });
  const mailbox = await openMailbox();
  const starting = { home, dataFolder, demo: sample, smtp: mailbox.smtp, named, dns };
  let program = await startProgram(starting);
  /** What programs printed that have ended. */
  let before = '';
  const printed = () => before + program.printed();
  let moved = "interval '0'";

  async function moveClock(connection: Connection | undefined, interval: string) {
    moved = `${moved} + interval '${interval}'`;
    const client = new pg.Client(connection);
    await client.connect();
    await client.query(`
      create or replace function app_now() returns timestamptz stable language sql as
      $$ select now() + ${moved} $$`);
    await client.end();
  }

  return {
    url: program.url,
    sample,
    dataFolder,
    mailbox,
    /** The sample city's password of somebody, as the program printed it. */
    passwordOf(email: string): string {
      const found = printed()
        .split('\n')
        .find((line) => line.trim().startsWith(`${email} `));
      if (!found) throw new Error(`No sign-in was printed for ${email}`);
      return found.trim().split(/\s+/)[1]!;
    },
    /** What lets the first administrator in. */
    firstCode(): string {
      const found = /works once:\s+(\S+)/.exec(printed());
      if (!found) throw new Error('No one-time code was printed');
      return found[1]!;
    },
    /** Moves the city's clock forward for good: '2 minutes'. */
    moveTime: async (interval: string) => moveClock(await connectRunning(dataFolder), interval),
    /** Stops the program, lets time go by, and starts it again. */
    async sleep(interval: string) {
      await program.stop();
      before += program.printed();
      const database = await openEmbedded(dataFolder);
      await moveClock(database.connection, interval);
      await database.close();
      program = await startProgram({ ...starting, port: program.port });
    },
    async close() {
      try {
        await program.stop();
        // With quiet logs every further line is a complaint of the program.
        const complaints = printed()
          .split('\n')
          .filter((line) => line.startsWith('{'));
        if (complaints.length > 0) throw new Error(`The city complained:\n${complaints.join('\n')}`);
      } finally {
        await mailbox.close();
        await rm(dataFolder, { recursive: true, force: true });
      }
    },
  };
}
