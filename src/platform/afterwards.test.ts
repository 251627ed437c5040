import { pino } from 'pino';
import { expect, it } from 'vitest';
import { afterwardsWith } from './afterwards.ts';

it('begins after the answer, is waited for, and logs what went wrong', async () => {
  const logged: string[] = [];
  const afterwards = afterwardsWith(
    pino({ level: 'error' }, { write: (line: string) => void logged.push(line) }),
  );
  const done: string[] = [];
  afterwards.run('the first', async () => {
    done.push('first');
    // What is done afterwards may itself leave something for later.
    afterwards.run('the third', async () => void done.push('third'));
  });
  afterwards.run('the second', async () => {
    throw new Error('no');
  });
  expect(done).toEqual([]);
  await afterwards.settled();
  expect(done).toEqual(['first', 'third']);
  expect(logged.map((line) => JSON.parse(line).msg)).toEqual(['the second failed']);
});
