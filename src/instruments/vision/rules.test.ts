import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Found, nextOf, stagesAt } from './rules.ts';

const now = new Date('2026-05-01T12:00:00Z');
const round = (open: boolean) => ({
  id: 'round',
  dueAt: new Date(now.getTime() + (open ? -1 : 86_400_000)),
  revealedAt: null,
  withdrawnAt: null,
  asked: 3,
  sealed: open ? 3 : 1,
});
const nothing: Found = { origins: undefined, drafts: undefined, text: undefined };
const text = (state: 'begun' | 'agreed' | 'revisit') => ({ id: 'text', state });

describe('what comes next on the way to a vision', () => {
  it('goes from drafts to one text, to the word of all, and to looking at it again', () => {
    expect(nextOf(nothing, now)).toBe('drafts');
    expect(nextOf({ ...nothing, origins: round(false) }, now), 'the lens is waited for by nothing').toBe(
      'drafts',
    );
    expect(nextOf({ ...nothing, drafts: round(false) }, now)).toBe('answer');
    expect(nextOf({ ...nothing, drafts: round(true) }, now)).toBe('merge');
    expect(nextOf({ ...nothing, drafts: round(true), text: text('begun') }, now)).toBe('agree');
    expect(nextOf({ ...nothing, text: text('agreed') }, now)).toBeUndefined();
    expect(nextOf({ ...nothing, text: text('revisit') }, now)).toBe('again');
  });

  it('is nothing exactly as long as the vision holds', () => {
    const maybe = fc.option(fc.boolean().map(round), { nil: undefined });
    const texts = fc.option(
      fc.constantFrom('begun', 'agreed', 'revisit').map((one) => text(one as 'begun')),
      {
        nil: undefined,
      },
    );
    fc.assert(
      fc.property(maybe, maybe, texts, (origins, drafts, found) => {
        const all = { origins, drafts, text: found };
        expect(nextOf(all, now) === undefined).toBe(found?.state === 'agreed');
        expect(stagesAt(all, now).again === 'revisit').toBe(found?.state === 'revisit');
      }),
    );
  });
});
