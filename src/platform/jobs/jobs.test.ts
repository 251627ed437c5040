import pino from 'pino';
import { expect, it } from 'vitest';
import { openTestTown } from '../../testing.ts';
import { jobsOn } from './jobs.ts';

it('keeps nothing of what a failed job complained about: the log has it', async () => {
  const town = await openTestTown();
  const jobs = jobsOn(town.database, pino({ level: 'silent' }));
  let tried = 0;
  jobs.define('breaks', async () => {
    tried += 1;
    throw Object.assign(new Error('duplicate key'), { detail: 'Key (email)=(ada@people.test)' });
  });
  await jobs.start();
  try {
    await jobs.send('breaks', {}, { retries: 0 });
    const outputs = async () =>
      (await town.database.outer.query(`select output::text from pgboss.job where name = 'breaks'`)).rows;
    await expect.poll(outputs).toEqual([{ output: expect.stringContaining('The log says why.') }]);
    expect(tried).toBe(1);
    expect(JSON.stringify(await outputs())).not.toContain('ada@people.test');
  } finally {
    await jobs.stop();
    await town.close();
  }
});
