import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedParts, type Part } from './rules.ts';

const one = () => true;
const several = () => false;
const at = (space: string, role: string): Part => ({ space, role });

describe('parts of two accounts that become one', () => {
  it('are those of both', () => {
    expect(mergedParts([at('a', 'lead')], [at('b', 'member')], one)).toEqual({
      added: [at('b', 'member')],
      ended: [],
    });
    expect(mergedParts([at('a', 'lead')], [at('a', 'lead')], one)).toEqual({ added: [], ended: [] });
  });

  it('keep the stronger role where there is one for each', () => {
    expect(mergedParts([at('a', 'member')], [at('a', 'lead')], one)).toEqual({
      added: [at('a', 'lead')],
      ended: [at('a', 'member')],
    });
    expect(mergedParts([at('a', 'lead')], [at('a', 'member')], one)).toEqual({ added: [], ended: [] });
    expect(mergedParts([at('a', 'observer')], [at('a', 'participant')], one).ended).toEqual([
      at('a', 'observer'),
    ]);
  });

  it('keep both roles in an organisation', () => {
    expect(mergedParts([at('a', 'contact')], [at('a', 'lead')], several)).toEqual({
      added: [at('a', 'lead')],
      ended: [],
    });
  });

  it('lose no space, and never leave two roles where there is one for each', () => {
    const parts = fc.uniqueArray(
      fc.record({
        space: fc.constantFrom('a', 'b', 'c', 'd'),
        role: fc.constantFrom('lead', 'deputy', 'member', 'observer', 'facilitator', 'participant'),
      }),
      { selector: ({ space }) => space },
    );
    fc.assert(
      fc.property(parts, parts, (stays, other) => {
        const { added, ended } = mergedParts(stays, other, one);
        const after = [...stays.filter((part) => !ended.includes(part)), ...added].map(({ space }) => space);
        expect(new Set(after).size).toBe(after.length);
        expect(new Set(after)).toEqual(new Set([...stays, ...other].map(({ space }) => space)));
      }),
    );
  });
});
