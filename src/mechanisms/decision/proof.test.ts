import fc from 'fast-check';
import { expect, it } from 'vitest';
import { link } from '../../platform/journal/chain.ts';
import { faultsIn, type Proof, type ProvingEntry, printOf, proofOf, type Words } from './proof.ts';

const heads = fc.nat(50);
const text = fc.string({ maxLength: 40 });
const anyWords: fc.Arbitrary<Words> = fc.record({
  ...{ title: text, proposal: text, options: fc.array(text, { maxLength: 3 }), decided: text },
  ...{ holds: fc.boolean(), chosen: fc.option(text), review: fc.option(text), asked: heads, spoke: heads },
  sides: fc.record({ for: heads, against: heads, aside: heads, blocks: heads }),
});
const salt = 'ab'.repeat(16);

function provenBy(words: Words, at = new Date('2026-03-01T12:00:00.000Z')): Proof {
  const content = { holds: words.holds, words: printOf(salt, words) };
  const before = '0'.repeat(64);
  const entry = { id: 'e', space_id: 's', kind: 'decision.written-down', subject_id: 'd', at };
  const chained = {
    ...entry,
    audience: 'space',
    audience_id: null,
    content,
    commitment: Buffer.alloc(32, 7),
  };
  const found: ProvingEntry = {
    ...{ entry: 'e', space: 's', kind: entry.kind, subject: 'd', at, audience: 'space', audienceId: null },
    ...{ content, commitment: '07'.repeat(32), position: 3, before },
    hash: link(Buffer.from(before, 'hex'), 3, chained).toString('hex'),
  };
  return proofOf(found, { salt, words })!;
}

it('a proof fits, also once it was written to a file and read again', () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      expect(faultsIn(JSON.parse(JSON.stringify(provenBy(words))) as Proof)).toEqual([]);
    }),
  );
});

it('other words than those that were recorded do not fit, whatever they are', () => {
  fc.assert(
    fc.property(anyWords, anyWords, (words, other) => {
      fc.pre(JSON.stringify(words) !== JSON.stringify(other));
      expect(faultsIn({ ...provenBy(words), words: other })).toEqual(['words']);
    }),
  );
});

it('an entry that says something else in any place does not fit', () => {
  const proof = provenBy({
    ...{ title: 't', proposal: 'p', options: [], decided: 'd', holds: true, chosen: null, review: null },
    ...{ asked: 1, spoke: 1, sides: { for: 1, against: 0, aside: 0, blocks: 0 } },
  });
  const others = [4, 'f', 't', 'decision.settled', 'x', '2026-03-02T12:00:00.000Z', 'public', 'x'];
  for (const [n, other] of others.entries())
    expect(faultsIn({ ...proof, entry: proof.entry.with(n, other) as Proof['entry'] }), `${n}`).toEqual([
      'entry',
    ]);
  const commitment = proof.entry.with(9, '08'.repeat(32)) as Proof['entry'];
  expect(faultsIn({ ...proof, entry: commitment })).toEqual(['entry']);
  const content = proof.entry.with(8, { holds: false }) as Proof['entry'];
  expect(faultsIn({ ...proof, entry: content })).toEqual(['words', 'entry']);
  expect(faultsIn({ ...proof, before: '1'.repeat(64) })).toEqual(['entry']);
});

it('there is none as long as the entry is not sealed', () => {
  const sealed = provenBy({} as Words);
  expect(sealed.head).toBe(`s:3:${sealed.hash}`);
  const entry = { content: {}, at: new Date(0), position: null, hash: null } as unknown as ProvingEntry;
  expect(proofOf(entry, undefined)).toBeUndefined();
});
