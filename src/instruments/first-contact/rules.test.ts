import { describe, expect, it } from 'vitest';
import { complaintAbout, isPublic, openStep, suspicionOf } from './rules.ts';

const today = '2026-05-13';

describe('a day by which something is needed', () => {
  it('has to lie ahead, and not in another life', () => {
    expect(complaintAbout(undefined, today)).toBe('day.unread');
    expect(complaintAbout('2026-05-12', today)).toBe('day.past');
    expect(complaintAbout('2036-05-12', today)).toBe('day.far');
    expect(complaintAbout('2026-05-13', today)).toBeUndefined();
  });
});

describe('a page', () => {
  const whole = { title: 'a', want: 'b', bring: 'c', ask: 'd', neededBy: today, name: 'e', email: 'f@g.h' };

  it('says which step is next', () => {
    expect(openStep('brief', {}, true)).toBe('plan');
    expect(openStep('brief', { title: 'a', want: 'b', bring: 'c' }, true)).toBe('ask');
    expect(openStep('brief', { ...whole, email: '' }, true)).toBe('writer');
    expect(openStep('brief', { ...whole, email: '' }, false)).toBeUndefined();
    expect(openStep('composed', whole, true)).toBe('request');
    expect(openStep('composed', { ...whole, knownBy: 'x' }, true)).toBeUndefined();
  });

  it('is looked at by a person when a machine may have written it', () => {
    expect(suspicionOf(whole, 300)).toBeUndefined();
    expect(suspicionOf(whole, 2)).toBe('fast');
    expect(suspicionOf({ ...whole, want: 'http://a http://b www.c' }, 300)).toBe('links');
  });
});

describe('publishing', () => {
  it('takes the latest word of both sides', () => {
    expect(isPublic([])).toBe(false);
    expect(isPublic([{ side: 'asker', choice: 'public' }])).toBe(false);
    const both = [
      { side: 'asker' as const, choice: 'public' as const },
      { side: 'unit' as const, choice: 'public' as const },
    ];
    expect(isPublic(both)).toBe(true);
    expect(isPublic([...both, { side: 'asker', choice: 'private' }])).toBe(false);
  });
});
