import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from './merge.ts';

const vision = 'Half of all dishes are made of plants.\n\nCooks decide with us.\n\nA third comes from here.';

describe('two changes of one text', () => {
  it('at different places become one text', () => {
    const theirs = vision.replace('Half', 'Two thirds');
    const mine = vision.replace('from here', 'from the region');
    expect(merge(vision, theirs, mine)).toEqual({
      text: vision.replace('Half', 'Two thirds').replace('from here', 'from the region'),
      clashes: [],
    });
  });

  it('in one line, but about different words, become one line', () => {
    const theirs = vision.replace('Half', 'Two thirds');
    const mine = vision.replace('made of plants', 'grown here');
    const { text, clashes } = merge(vision, theirs, mine);
    expect(text).toContain('Two thirds of all dishes are grown here.');
    expect(clashes).toEqual([]);
  });

  it('in lines beside each other do not hinder each other', () => {
    const merged = merge('one\ntwo\nthree', 'ONE\ntwo\nthree', 'one\nTWO\nthree');
    expect(merged).toEqual({ text: 'ONE\nTWO\nthree', clashes: [] });
  });

  it('about the same words stay two: mine in the text, theirs beside it', () => {
    const theirs = vision.replace('Half', 'A quarter').replace('from here', 'from farms nearby');
    const mine = vision.replace('Half', 'Two thirds');
    const { text, clashes } = merge(vision, theirs, mine);
    expect(text).toContain('Two thirds of all dishes');
    expect(text).toContain('from farms nearby');
    expect(clashes).toEqual([
      {
        before: 'Half of all dishes are made of plants.',
        theirs: 'A quarter of all dishes are made of plants.',
        mine: 'Two thirds of all dishes are made of plants.',
      },
    ]);
  });

  it('that both add a line at the end: both lines are there, theirs first', () => {
    const merged = merge('one', 'one\n\nfrom Rosa', 'one\n\nfrom Per');
    expect(merged).toEqual({ text: 'one\n\nfrom Rosa\n\nfrom Per', clashes: [] });
  });

  it('of which one takes a line away that the other changes are shown, not decided', () => {
    const { clashes } = merge('one\ntwo\nthree', 'one\nthree', 'one\ntwo and a half\nthree');
    expect(clashes).toEqual([{ before: 'two', theirs: '', mine: 'two and a half' }]);
  });
});

const line = fc.constantFrom('Cooks decide.', 'Half of it.', 'From here.', '', 'a b c', 'a b d', 'x');
const text = fc.array(line, { minLength: 1, maxLength: 8 });

/** A change of a text: lines taken out, changed, and put in that stand nowhere else. */
const change = (who: string) =>
  fc
    .array(
      fc.record({
        at: fc.nat(8),
        what: fc.constantFrom<'add' | 'drop' | 'words'>('add', 'add', 'drop', 'words'),
      }),
      { maxLength: 5 },
    )
    .map((steps) => (lines: readonly string[]) => {
      const added: string[] = [];
      const result = [...lines];
      for (const [n, { at, what }] of steps.entries()) {
        const own = `${who} says ${n} here.`;
        const place = Math.min(at, result.length);
        if (what === 'add') {
          result.splice(place, 0, own);
          added.push(own);
        } else if (what === 'drop') {
          const [gone] = result.splice(place, 1);
          if (gone && added.includes(gone)) added.splice(added.indexOf(gone), 1);
        } else if (result[place] !== undefined && !added.includes(result[place])) {
          result[place] = `${result[place]} ${who}${n}`;
        }
      }
      return { lines: result, added };
    });

describe('whatever two people do to a text', () => {
  const settings = { numRuns: 1000 };

  it('no line that one of them added is lost: it is in the text, or shown as theirs', () => {
    fc.assert(
      fc.property(text, change('Rosa'), change('Per'), (before, rosa, per) => {
        const theirs = rosa(before);
        const mine = per(before);
        const merged = merge(before.join('\n'), theirs.lines.join('\n'), mine.lines.join('\n'));
        const lines = merged.text.split('\n');
        for (const added of mine.added) expect(lines).toContain(added);
        const shown = merged.clashes.flatMap((clash) => clash.theirs.split('\n'));
        for (const added of theirs.added) expect([...lines, ...shown]).toContain(added);
      }),
      settings,
    );
  });

  it('who changed nothing changes nothing', () => {
    fc.assert(
      fc.property(text, change('Rosa'), (lines, rosa) => {
        const before = lines.join('\n');
        const after = rosa(lines).lines.join('\n');
        expect(merge(before, after, before)).toEqual({ text: after, clashes: [] });
        expect(merge(before, before, after)).toEqual({ text: after, clashes: [] });
        expect(merge(before, after, after)).toEqual({ text: after, clashes: [] });
      }),
      settings,
    );
  });

  it('words of any kind go through unharmed', () => {
    const words = fc.array(fc.constantFrom('né', 'Obst,', '„Ziel“', '  ', '\n', '👩‍🌾', '.', 'a'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(words, words, words, (a, b, c) => {
        const [before, theirs, mine] = [a.join(' '), b.join(' '), c.join(' ')];
        const merged = merge(before, theirs, mine);
        if (merged.clashes.length > 0) return;
        // Every word of theirs that was not there before is there.
        for (const word of new Set(b)) {
          if (!a.includes(word) && word.trim()) expect(merged.text).toContain(word);
        }
      }),
      settings,
    );
  });
});
