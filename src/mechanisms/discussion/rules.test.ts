import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  callsTooMany,
  findCalled,
  pagesAround,
  readUpto,
  shortNames,
  spanFrom,
  spanOfLast,
} from './rules.ts';

const standings = fc
  .tuple(fc.nat(400), fc.nat(400))
  .map(([length, upto]) => ({ length, upto: Math.min(length, upto) }));
const asked = fc.oneof(fc.constant(''), fc.nat(500).map(String), fc.string());

describe('the pages of a discussion', () => {
  it('stay within it, and are as long as it has comments for them', () => {
    fc.assert(
      fc.property(standings, asked, (standing, from) => {
        const span = spanFrom(from, standing);
        expect(span.from).toBeGreaterThanOrEqual(1);
        expect(span.to).toBeLessThanOrEqual(standing.length);
        expect(span.to - span.from + 1).toBe(Math.min(25, standing.length));
        const last = spanOfLast(standing);
        expect(last.to - last.from + 1).toBe(Math.min(5, standing.length));
        expect(last.to).toBe(standing.length);
      }),
    );
  });

  it('read one after the other show everything once, and then nothing is unread', () => {
    fc.assert(
      fc.property(standings, ({ length, upto }) => {
        let read = upto;
        const seen = new Set<number>();
        for (let pages = 0; read < length; pages += 1) {
          const span = spanFrom('', { length, upto: read });
          for (let n = span.from; n <= span.to; n += 1) seen.add(n);
          const next = readUpto(span, { length, upto: read });
          expect(next, 'it always goes on').toBeGreaterThan(read);
          read = next;
          expect(pages).toBeLessThanOrEqual(Math.ceil(length / 25));
        }
        for (let n = upto + 1; n <= length; n += 1) expect(seen.has(n)).toBe(true);
      }),
    );
  });

  it('never count as read what was left out before them, nor take back what was read', () => {
    fc.assert(
      fc.property(standings, asked, (standing, from) => {
        const span = spanFrom(from, standing);
        const upto = readUpto(span, standing);
        expect(upto).toBeGreaterThanOrEqual(standing.upto);
        if (span.from > standing.upto + 1) expect(upto).toBe(standing.upto);
      }),
    );
  });

  it('lead to both ends, and to every comment from any of them', () => {
    fc.assert(
      fc.property(standings, asked, (standing, from) => {
        const reached = new Set<number>();
        const queue = [spanFrom(from, standing)];
        const been = new Set<number>();
        for (let span = queue.pop(); span; span = queue.pop()) {
          if (been.has(span.from)) continue;
          been.add(span.from);
          for (let n = span.from; n <= span.to; n += 1) reached.add(n);
          const around = pagesAround(span, standing);
          expect(around.oldest !== undefined).toBe(span.from > 1);
          expect(around.newest !== undefined).toBe(span.to < standing.length);
          for (const next of Object.values(around))
            if (next !== undefined) queue.push(spanFrom(String(next), standing));
        }
        expect(reached.size).toBe(standing.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('who is called', () => {
  const people = [
    { id: 'jonas', name: 'Jonas Berg' },
    { id: 'ada', name: 'Ada Lind' },
    { id: 'ada2', name: 'Ada Moe' },
    { id: 'eva', name: 'Eva' },
    { id: 'eva2', name: 'Eva Maria Ødegård' },
    { id: 'same', name: 'Kim Lee' },
    { id: 'same2', name: 'Kim Lee' },
  ];
  const called = (text: string) => findCalled(text, people);

  it('by the first name where it is theirs alone, by the whole name always, in small letters or large', () => {
    expect(called('@Jonas, see').called).toEqual(['jonas']);
    expect(called('ask @jonas berg.').called).toEqual(['jonas']);
    expect(called('(@ADA LIND)').called).toEqual(['ada']);
    expect(called('@Eva and @Eva Maria Ødegård').called).toEqual(['eva', 'eva2']);
    expect(called('@Eva Maria O\u0308degård').called, 'another letter').toEqual(['eva']);
    expect(called('@eva maria ødega\u030ard').called, 'written with a mark of its own').toEqual(['eva2']);
    expect(called('@Jonas\nBerg @Jonas').called, 'each once').toEqual(['jonas']);
    expect(called('@Kim Lee').called, 'two of one name').toEqual(['same', 'same2']);
  });

  it('nobody, where it is said of whom nobody can know', () => {
    expect(called('@Ada').unclear).toEqual(['Ada']);
    expect(called('@kim!')).toEqual({ called: [], unclear: ['kim'] });
    for (const text of [
      'me@jonas.example',
      '@@',
      '@ Jonas',
      '@Jonass',
      '@JonasBerg',
      'https://a.example/@jonas',
      '@nobody',
      '',
    ])
      expect(called(text), text).toEqual({ called: [], unclear: [] });
    expect(findCalled('@Jonas', [])).toEqual({ called: [], unclear: [] });
  });

  it('by what is written beside the field for each of them', () => {
    expect(shortNames(people)).toEqual([
      'Jonas',
      'Ada Lind',
      'Ada Moe',
      'Eva',
      'Eva Maria Ødegård',
      'Kim Lee',
      'Kim Lee',
    ]);
    for (const [n, name] of shortNames(people).entries())
      expect(called(`@${name}`).called).toContain(people[n]!.id);
    expect(callsTooMany(Array.from({ length: 21 }, String))).toBe(true);
    expect(callsTooMany(Array.from({ length: 20 }, String))).toBe(false);
  });

  it('is known soon, however often somebody is called and however many there are', () => {
    const many = Array.from({ length: 2_000 }, (_, n) => ({ id: String(n), name: `Person ${n} of many` }));
    const begun = performance.now();
    findCalled(' @a'.repeat(1_666), many);
    findCalled(' @Person'.repeat(625), many);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
