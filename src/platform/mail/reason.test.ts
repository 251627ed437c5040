import { expect, it } from 'vitest';
import { reasonOf } from './reason.ts';
import { readReport } from './report.ts';
import { postfix } from './testing-reports.ts';

const problemOf = async (status: string, words: string) => {
  const bounce = { messageId: '<01999999-9999-7999-8999-999999999999@town.test>', to: 'bo@people.test' };
  return (await readReport(Buffer.from(postfix({ ...bounce, status, words }))))!.problem;
};

it('says in plain words why a mail came back', async () => {
  const cases = [
    ['5.1.1', '550 5.1.1 no such user', 'address'],
    ['5.1.10', '550 5.1.10 the recipient was not found', 'address'],
    ['5.4.1', '550 5.4.1 recipient address rejected: access denied', 'address'],
    ['5.4.4', 'name service error for people.test: host not found', 'address'],
    ['5.2.1', '550 5.2.1 the account is disabled', 'closed'],
    ['5.0.0', '552 5.2.2 over its limit', 'full'],
    ['4.2.2', '452 4.2.2 over its limit', 'full'],
    ['5.3.4', '552 5.3.4 too big', 'large'],
    ['4.4.7', 'the time for delivery is over', 'unreachable'],
    ['5.7.26', '550 5.7.26 not authenticated', 'refused'],
    ['5.0.0', '554 go away from 5.1.1.9', 'other'],
  ] as const;
  for (const [status, words, reason] of cases) {
    expect(reasonOf(await problemOf(status, words)), words).toBe(reason);
  }
});

it('writes down the status and the words, without any address and not without end', async () => {
  expect(await problemOf('5.1.1', 'no <bo@people.test> here, ask it@people.test')).toBe(
    '5.1.1 no <…> here, ask …',
  );
  const begun = performance.now();
  expect((await problemOf('5.1.1', 'a'.repeat(200_000))).length).toBeLessThanOrEqual(500);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
