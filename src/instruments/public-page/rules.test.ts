import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atomOf } from './exports.ts';
import { freeSlug, isAgreed, keyOf, type Original, printOf, spokenIn, type Translation } from './rules.ts';

const words = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+){0,9}$/);

describe('an address', () => {
  it('is free, and one that a link can hold', () => {
    fc.assert(
      fc.property(words, fc.array(fc.nat(30)), (wanted, numbers) => {
        const base = freeSlug(wanted, []);
        const taken = [base, ...numbers.map((n) => `${base}-${n}`)];
        for (const slug of [freeSlug(wanted, numbers.length > 0 ? taken : []), freeSlug('', taken)]) {
          expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          if (numbers.length > 0) expect(taken).not.toContain(slug);
        }
      }),
    );
  });
});

describe('a text in the language of its reader', () => {
  const original: Original = { part: 'what', id: null, text: 'We cook', lang: 'en' };
  const translation = (text: string, of: string): ReadonlyMap<string, Translation> =>
    new Map([
      [
        keyOf(original),
        { part: 'what', id: null, text, of: printOf(of), at: new Date(), byFacilitator: true, byName: null },
      ],
    ]);

  it.each([
    ['own', 'en', translation('Wir kochen', 'We cook'), 'We cook'],
    ['translated', 'de', translation('Wir kochen', 'We cook'), 'Wir kochen'],
    ['before', 'de', translation('Wir kochen', 'We bake'), 'Wir kochen'],
    ['missing', 'de', translation('', 'We cook'), 'We cook'],
    ['missing', 'nl', new Map(), 'We cook'],
  ] as const)('is %s', (state, reader, translations, text) => {
    const spoken = spokenIn(original, translations, reader);
    expect(spoken).toMatchObject({ state, text, lang: text === 'We cook' ? 'en' : reader });
  });
});

it('is agreed by all who are in, and by at least one', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('yes', 'objection', undefined)), (answers) => {
      const partners = answers.map((_, n) => ({ id: String(n) }));
      const said = answers.flatMap((answer, n) => (answer ? [{ partner: String(n), answer }] : []));
      const all = answers.length > 0 && answers.every((answer) => answer === 'yes');
      expect(isAgreed(partners, said)).toBe(all);
    }),
  );
});

it('a feed is well-formed whatever people write', () => {
  const at = new Date('2026-01-01T12:00:00Z');
  const entry = { id: 'e', href: 'http://a.test/?a=1&b=2', lang: 'en', published: at, updated: at } as const;
  const feed = { id: 'f', href: '', self: '', author: '', lang: 'de', updated: at, title: 'Feed' } as const;
  const unescaped = (text: string) =>
    text.replaceAll(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name]!,
    );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (written) => {
      const xml = atomOf({ ...feed, entries: [{ ...entry, title: `[${written}]` }] });
      const said = /<title>(\[[^<]*\])<\/title>/.exec(xml)![1]!;
      expect(said.replaceAll(/&(lt|gt|quot|apos|amp);/g, '')).not.toMatch(/[<>&"']/);
      expect(said).not.toMatch(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/u);
      const kept = written.toWellFormed().replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '');
      expect(unescaped(said)).toBe(`[${kept}]`);
    }),
  );
});
