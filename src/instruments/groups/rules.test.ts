import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesRing, groupForm, linkForm } from './rules.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('which group stands above which', () => {
  it('a ring is closed exactly where one comes back to the group on the way up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 30 }),
        (moves) => {
          const links = new Map<string, string | null>(names.map((name) => [name, null]));
          for (const [group, above] of moves) if (!closesRing(links, group, above)) links.set(group, above);
          for (const name of names) {
            let steps = 0;
            for (let at = links.get(name); at; at = links.get(at)) expect(++steps).toBeLessThan(names.length);
          }
        },
      ),
    );
  });

  it('what stands below cannot stand above', () => {
    const links = new Map([
      ['a', null],
      ['b', 'a'],
      ['c', 'b'],
    ]);
    expect(closesRing(links, 'a', 'c')).toBe(true);
    expect(closesRing(links, 'a', 'a')).toBe(true);
    expect(closesRing(links, 'c', 'a')).toBe(false);
    expect(closesRing(links, 'a', null)).toBe(false);
  });

  it('the two who link a group are two, and nobody is one that is not there', () => {
    const id = '0192f0c1-2222-7000-8000-000000000000';
    expect(linkForm.safeParse({ lead: id, representative: id }).success).toBe(false);
    expect(linkForm.safeParse({ lead: '', representative: '' }).success).toBe(true);
    expect(linkForm.safeParse({ lead: 'somebody', representative: '' }).success).toBe(false);
    expect(groupForm.safeParse({ name: ' ', purpose: 'x' }).success).toBe(false);
  });
});
