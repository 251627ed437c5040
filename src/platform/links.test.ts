import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from './id.ts';
import { linksWith } from './links.ts';

const links = linksWith('a secret of at least thirty-two letters');
const fact = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.uuid(),
  fc.nat().map(String),
  fc.constantFrom('', '0', '007', '1795891283873', '99999999999999', '281474976710656'),
);

test('a link says again what was put into it', () => {
  fc.assert(
    fc.property(fc.array(fact, { minLength: 1, maxLength: 6 }), (facts) => {
      const token = links.make('read', ...facts);
      expect(token).toMatch(/^[\w-]+\.[\w-]{22}$/);
      expect(links.open('read', token)).toEqual(facts);
    }),
  );
});

test('a link opens for its purpose only, and not when a letter of it is another', () => {
  const token = links.make('read', newId());
  expect(links.open('write', token)).toBeUndefined();
  expect(linksWith('another secret of the same length as it').open('read', token)).toBeUndefined();
  for (let n = 0; n < token.length; n += 1) {
    const other = token[n] === 'A' ? 'B' : 'A';
    if (token[n] !== '.')
      expect(links.open('read', token.slice(0, n) + other + token.slice(n + 1))).toBeUndefined();
  }
});

test('the longest link of a mail is short enough for programs that cut at 150 letters', () => {
  const facts = [newId(), newId(), newId(), 'h0Ov1MqYiNC0', '1795891283873'];
  expect(links.make('answer', ...facts).length).toBeLessThanOrEqual(120);
});
