import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { isMailAddress } from '../address.ts';
import type { Letter } from './post.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

const breaks = [
  '\r\n',
  '\n',
  '\r',
  '\u2028',
  '\u2029',
  '\u0085',
  '\v',
  '\f',
  '%0d%0a',
  '\\r\\n',
  '=0D=0A',
  '\r\n\t',
];
const smuggled = [
  'Bcc: evil@world.test',
  'Subject: other',
  'Reply-To: evil@world.test',
  '\r\n<p>body</p>',
  '.\r\nMAIL FROM:<x@y.test>',
];
const hostile = [
  ...breaks.flatMap((at) => smuggled.map((header) => `Hello${at}${header}`)),
  '=?utf-8?q?Hello=0D=0ABcc=3A_evil=40world=2Etest?=',
  '=?utf-8?b?SGVsbG8NCkJjYzogZXZpbEB3b3JsZC50ZXN0?=',
  `${'long '.repeat(300)}\r\nBcc: evil@world.test`,
  '\u202eBcc\u202c: evil@world.test',
];

/** What a mail of ours has, and nothing else. */
const usual = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-samvirke-mail',
];

async function sent(letters: readonly Partial<Letter>[]) {
  town.mails.length = 0;
  const body = (
    <html lang="en">
      <body>
        <p>Hello</p>
      </body>
    </html>
  );
  const to = { address: 'ada@people.test', locale: 'en' } as const;
  const usual = { space: town.city, to, kind: 'trial', subject: 'Hello', body };
  await town.database.system((tx) =>
    town.house.post.sendAll(
      tx,
      letters.map((letter) => ({ ...usual, ...letter })),
    ),
  );
  await town.settle();
  return town.mails;
}

describe('a mail begins no header and reaches nobody that its writer wished for', () => {
  it.each(['subject', 'listed', 'kind'] as const)('by its %s', async (field) => {
    const mails = await sent(hostile.map((text) => ({ [field]: text })));
    expect(mails).toHaveLength(hostile.length);
    for (const mail of mails) {
      expect(mail.headers.map(({ key }) => key).sort(), mail.subject).toEqual(usual);
      expect(mail.to).toEqual([{ name: '', address: 'ada@people.test' }]);
      expect([mail.cc, mail.bcc, mail.replyTo].filter((all) => all?.length)).toEqual([]);
      expect(mail.html).not.toContain('body</p>');
    }
  });

  it('by its address: none that would is taken for one', () => {
    for (const text of hostile) {
      for (const address of [
        `${text}@people.test`,
        `ada@people.test${text.slice(5)}`,
        `"${text}"@people.test`,
      ])
        if (isMailAddress(address)) expect(address, JSON.stringify(address)).toMatch(/^[^\p{C}\s<>,;:]+$/u);
    }
    const others = [
      'a@b.test,c@d.test',
      'a@b.test;c@d.test',
      '<a@b.test>',
      'a@b.test c@d.test',
      'a\0@b.test',
      'a@b.test\u0001',
    ];
    expect(others.filter(isMailAddress)).toEqual([]);
  });
});

it('nobody is sent more than ten invitations a day, however many there are who invite', async () => {
  const address = 'stranger@elsewhere.test';
  const statuses: number[] = [];
  for (let n = 0; n < 11; n += 1) {
    const space = crypto.randomUUID();
    await town.addOrganisation(space, `house-${n}`, { en: `House ${n}` });
    const lead = await town.addPerson(`Lead of house ${n}`, { space, role: 'lead' });
    const form = { email: address, role: 'member', kind: 'person', locale: 'en', name: '' };
    statuses.push((await town.post(`/spaces/${space}/invitations`, form, { as: lead })).status);
  }
  expect(statuses).toEqual([...Array(10).fill(303), 429]);
});
