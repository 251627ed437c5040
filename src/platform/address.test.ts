import { expect, it } from 'vitest';
import { addressesIn, isMailAddress, linkToMail } from './address.ts';

it('knows one mail address from none and from several', () => {
  for (const address of ['ada@city.example', "o'neil+post@mail.city.example", 'jörg@straße.example'])
    expect(isMailAddress(address), address).toBe(true);
  for (const none of [
    '',
    'ada',
    'ada@city',
    'ada@city.e',
    'a@b.example, c@d.example',
    'Ada <a@b.example>',
    'a b@c.example',
    `${'a'.repeat(250)}@b.example`,
  ])
    expect(isMailAddress(none), none).toBe(false);
});

it('links to an address so that nothing in it becomes a header', () => {
  expect(linkToMail('desk+web@city.example')).toBe('mailto:desk%2Bweb@city.example');
  expect(linkToMail('a?bcc=b@city.example')).toBe('mailto:a%3Fbcc%3Db@city.example');
});

it('addresses are read from lines, lists and what stands between them, each of them once', () => {
  expect(addressesIn('a@b.test, A@B.test;\n c@d.test  ')).toEqual(['A@B.test', 'c@d.test']);
  expect(addressesIn(' \n,; ')).toEqual([]);
});
