import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answersInWords,
  behind,
  bySector,
  openSince,
  piecesOf,
  placeOf,
  type Question,
  quotedIn,
  readContent,
  sameContent,
  signOf,
  stageOf,
  unanswered,
} from './rules.ts';

const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true });
const timed = fc.record({
  dueAt: moment,
  revealedAt: fc.option(moment, { nil: null }),
  withdrawnAt: fc.option(moment, { nil: null }),
});

describe('where a round stands', () => {
  it('once it is open it stays open, whatever the clock says later', () => {
    fc.assert(
      fc.property(timed, moment, moment, (round, one, other) => {
        const [earlier, later] = [one, other].sort((a, b) => a.getTime() - b.getTime()) as [Date, Date];
        if (stageOf(round, earlier) === 'open') expect(stageOf(round, later)).toBe('open');
        if (stageOf(round, later) === 'open')
          expect(later >= openSince(round) || round.revealedAt !== null).toBe(true);
      }),
    );
  });

  it('is never open before its date unless it was revealed, and never once withdrawn', () => {
    fc.assert(
      fc.property(timed, moment, (round, now) => {
        const open = stageOf(round, now) === 'open';
        expect(open).toBe(!round.withdrawnAt && (round.revealedAt !== null || round.dueAt <= now));
      }),
    );
  });
});

const question = fc.record({
  kind: fc.constantFrom('text', 'choice', 'scale') as fc.Arbitrary<Question['kind']>,
  options: fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 12 }),
});
const questions = fc
  .array(question, { minLength: 1, maxLength: 5 })
  .map((list) => list.map((one, n) => ({ ...one, key: `q${n + 1}`, text: `Question ${n + 1}` })));

describe('an answer', () => {
  it('holds nothing but answers to its questions, and says which do not fit', () => {
    const typed = fc.dictionary(
      fc.constantFrom('q1', 'q2', 'q3', 'q9', '__proto__', 'version'),
      fc.oneof(
        fc.string(),
        fc.constantFrom('0', '1', '5', '6', '12', '-1', '1.5', ' '),
        fc.array(fc.string()),
      ),
    );
    fc.assert(
      fc.property(questions, typed, (asked, values) => {
        const { content, wrong } = readContent(asked, values);
        const keys = new Set(asked.map(({ key }) => key));
        for (const key of [...Object.keys(content), ...Object.keys(wrong)]) expect(keys.has(key)).toBe(true);
        for (const one of asked) {
          const value = content[one.key];
          if (value === undefined || wrong[one.key] || one.kind === 'text') continue;
          const most = one.kind === 'scale' ? 5 : one.options.length - 1;
          expect(Number(value)).toBeGreaterThanOrEqual(one.kind === 'scale' ? 1 : 0);
          expect(Number(value)).toBeLessThanOrEqual(most);
        }
        expect(unanswered(asked, content).every(({ key }) => !content[key])).toBe(true);
        expect(sameContent(content, { ...content })).toBe(true);
      }),
    );
  });

  it('that is too long says so, and is kept as it was typed', () => {
    const asked: Question[] = [{ key: 'q1', kind: 'text', text: 'Why?' }];
    const long = 'x'.repeat(6001);
    expect(readContent(asked, { q1: long })).toEqual({ content: { q1: long }, wrong: { q1: 'long' } });
  });
});

describe('words in an answer', () => {
  const word = fc.stringMatching(/^[a-zäöüß.*+?()[\]]{1,8}$/);
  const text = fc.array(word, { minLength: 3, maxLength: 20 });

  it('are found wherever they were copied from, whatever became of spaces and lines', () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (parts, from, length) => {
        const start = from % parts.length;
        const copied = parts.slice(start, start + 1 + (length % 5));
        const place = placeOf(copied.join(' '), parts.join('\n'));
        expect(place).toBeDefined();
        const found = parts.join('\n').slice(place!.start, place!.stop);
        expect(found.split(/\s+/).length).toBeGreaterThanOrEqual(1);
        expect(found.toLowerCase().replace(/\s+/g, ' ')).toBe(copied.join(' ').toLowerCase());
      }),
    );
  });

  it('that nobody wrote are not found, nor is nothing', () => {
    expect(placeOf('', 'Meals')).toBeUndefined();
    expect(placeOf('  “” ', 'Meals')).toBeUndefined();
    expect(placeOf('meat', 'Meals from nearby')).toBeUndefined();
    expect(placeOf('„Meals from“', 'Meals\nfrom nearby')).toEqual({ start: 0, stop: 10 });
  });

  it('cut an answer into pieces that together are the answer, whatever overlaps', () => {
    const passages = fc.array(
      fc.record({
        mark: fc.constantFrom('a', 'b', 'c'),
        start: fc.integer({ min: -5, max: 60 }),
        stop: fc.integer({ min: -5, max: 80 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), passages, (answer, places) => {
        const pieces = piecesOf(answer, places);
        expect(pieces.map(({ text }) => text).join('')).toBe(answer);
        let at = 0;
        for (const piece of pieces) {
          for (let char = at; char < at + piece.text.length; char += 1) {
            const marks = places.filter(({ start, stop }) => start <= char && char < stop);
            expect(new Set(piece.marks)).toEqual(new Set(marks.map(({ mark }) => mark)));
          }
          at += piece.text.length;
        }
        const held = places.filter(({ start, stop }) => Math.min(stop, answer.length) > Math.max(start, 0));
        expect(pieces.flatMap(({ ends }) => ends)).toHaveLength(held.length);
      }),
    );
  });
});

describe('marks', () => {
  it('have signs of their own, however many there are', () => {
    for (const kind of ['shared', 'differs'] as const) {
      const signs = Array.from({ length: 800 }, (_, n) => signOf(kind, n));
      expect(new Set(signs).size).toBe(800);
    }
    expect([0, 25, 26, 27, 701, 702].map((n) => signOf('differs', n))).toEqual([
      'A',
      'Z',
      'AA',
      'AB',
      'ZZ',
      'AAA',
    ]);
  });

  it('are counted by sector: every partner once, nobody twice, no sector left out', () => {
    const partner = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6');
    const mark = fc.record({
      byPartner: fc.option(partner, { nil: null }),
      voices: fc.array(partner),
      passages: fc.array(fc.record({ partner })),
    });
    const sectors = fc.dictionary(partner, fc.constantFrom('public', 'business', 'care'));
    fc.assert(
      fc.property(fc.uniqueArray(partner), sectors, fc.array(mark), (partners, sectorOf, marks) => {
        const views = bySector(partners, (one) => sectorOf[one] ?? 'community', marks);
        expect(views.flatMap((view) => view.partners).sort()).toEqual([...partners].sort());
        for (const [n, one] of marks.entries()) {
          const counted = views.flatMap((view) => view.marks.filter(({ mark }) => mark === marks[n]));
          const among = (these: Set<string>) => partners.filter((id) => these.has(id)).length;
          expect(counted.reduce((sum, { by }) => sum + by, 0)).toBe(among(behind(one)));
          expect(counted.reduce((sum, { words }) => sum + words, 0)).toBe(among(quotedIn(one)));
        }
        for (const view of views)
          for (const { by, words } of view.marks) {
            expect(by + words).toBeGreaterThan(0);
            expect(Math.max(by, words)).toBeLessThanOrEqual(view.partners.length);
          }
      }),
    );
  });
});

it('answers read with their questions: the words of an option, the step of a scale, and nothing left open', () => {
  const questions: Question[] = [
    { key: 'a', kind: 'text', text: 'Why?' },
    { key: 'b', kind: 'choice', text: 'Which?', options: ['This', 'That'] },
    { key: 'c', kind: 'scale', text: 'How much?' },
    { key: 'd', kind: 'text', text: 'What else?' },
  ];
  expect(answersInWords(questions, { a: '0', b: '1', c: '4', d: ' ' })).toEqual([
    { asked: 'Why?', answer: '0' },
    { asked: 'Which?', answer: 'That' },
    { asked: 'How much?', answer: '4 / 5' },
  ]);
});
