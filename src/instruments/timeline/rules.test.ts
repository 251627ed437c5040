import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../platform/working-days.ts';
import { folded, inRuns, merged, momentForm, type PictureState, readPast } from './rules.ts';

const today = '2026-05-13';
const good = { text: 'First soup', day: '12.5.2026', shows: '', agreed: undefined };

/** The complaints about a form, by field. */
function wrong(form: object, picture: PictureState = 'none'): Record<string, string> {
  const { error } = momentForm(today, picture).safeParse({ ...good, ...form });
  return Object.fromEntries(error?.issues.map(({ path, message }) => [path[0], message]) ?? []);
}

describe('the form of a moment', () => {
  it('wants a sentence or a picture, and takes both', () => {
    expect(wrong({})).toEqual({});
    expect(wrong({ text: ' ' })).toEqual({ text: 'text.wanted' });
    const picture = { shows: 'Soup', agreed: 'yes' };
    expect(wrong({ text: '', ...picture }, 'new')).toEqual({});
    expect(wrong(picture, 'new')).toEqual({});
  });

  it('wants with a picture what it shows, and that those in it agreed', () => {
    expect(wrong({}, 'new')).toEqual({ shows: 'shows.wanted', agreed: 'agreed.wanted' });
    expect(wrong({ shows: 'Soup' }, 'there')).toEqual({});
    expect(wrong({}, 'there')).toEqual({ shows: 'shows.wanted' });
    expect(wrong({ shows: 'Soup' })).toEqual({ shows: 'shows.alone' });
  });

  it('says what is wrong with a picture beside all else that is wrong', () => {
    for (const fault of ['kind', 'heic', 'huge', 'broken', 'large'] as const) {
      expect(wrong({ day: '' }, fault)).toEqual({
        picture: `picture.${fault}`,
        day: 'day.wanted',
        shows: 'shows.wanted',
        agreed: 'agreed.wanted',
      });
    }
  });

  it('takes days that have been, in many ways of writing', () => {
    for (const day of ['13.5.', '13.5.2026', '1 May', '27. Mai 2025', '31.12.'])
      expect(wrong({ day })).toEqual({});
    expect(wrong({ day: '14.5.2026' })).toEqual({ day: 'day.ahead' });
    expect(wrong({ day: '31.2.2026' })).toEqual({ day: 'day.none' });
    for (const day of ['soon', '1.1.1026']) expect(wrong({ day })).toEqual({ day: 'day.wrong' });
  });
});

it('reads a day without a year as the last such day, today included', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2_000, max: 2_000 }), fc.integer({ min: 0, max: 364 }), (shift, ago) => {
      const now = addDays(today, shift);
      const then = addDays(now, -ago);
      if (then.endsWith('02-29') || now.endsWith('02-29')) return;
      const [, month, day] = then.split('-').map(Number);
      expect(readPast(`${day}.${month}.`, now)).toBe(then);
    }),
  );
});

it('puts two lists into one order, and leaves none out', () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 });
  fc.assert(
    fc.property(times, times, fc.constantFrom('newest' as const, 'oldest' as const), (one, other, order) => {
      const list = (all: number[], name: string) =>
        all
          .toSorted((a, b) => (order === 'newest' ? b - a : a - b))
          .map((at, n) => ({ id: `${name}${n}`, at: new Date(at) }));
      const [entries, moments] = [list(one, 'e'), list(other, 'm')];
      const all = merged(entries, moments, order).map((found) =>
        'entry' in found ? found.entry : found.moment,
      );
      const at = all.map((found) => found.at.getTime());
      expect(at).toEqual(at.toSorted((a, b) => (order === 'newest' ? b - a : a - b)));
      expect(all.filter(({ id }) => id.startsWith('e'))).toEqual(entries);
      expect(all.filter(({ id }) => id.startsWith('m'))).toEqual(moments);
    }),
  );
});

it('puts neighbours together', () => {
  expect(inRuns(['ab', 'ac', 'ba', 'ad'], (word) => word[0]!)).toEqual([
    { of: 'a', items: ['ab', 'ac'] },
    { of: 'b', items: ['ba'] },
    { of: 'a', items: ['ad'] },
  ]);
});

describe('a day', () => {
  it('keeps its order, and folds many of one kind behind the first of them', () => {
    const day = ['done', 'added', 'added', 'soup', 'done', 'added'];
    const items = day.map((kind, n) => ({ kind: kind === 'soup' ? undefined : kind, n }));
    const seen = folded(items, ({ kind }) => kind).map(({ first, more }) => [
      first.n,
      more.map(({ n }) => n),
    ]);
    expect(seen).toEqual([
      [0, []],
      [1, [2, 5]],
      [3, []],
      [4, []],
    ]);
  });
});
