import { expect, test } from 'vitest';
import { isSdgTarget, readCodes, sdgTargets } from './rules.ts';

test('there are 169 targets, each once', () => {
  expect(sdgTargets).toHaveLength(169);
  expect(new Set(sdgTargets).size).toBe(169);
});

test('a code is accepted only if there is such a target', () => {
  for (const code of ['1.1', '3.d', '12.3', '16.10', '17.19']) expect(isSdgTarget(code)).toBe(true);
  for (const code of ['0.1', '12.9', '17.a', '18.1', '12', '12.3 ', '1.c'])
    expect(isSdgTarget(code)).toBe(false);
});

test('codes are read as people write them', () => {
  expect(readCodes(' 12.3, 6.A;12.3\n13.1')).toEqual(['12.3', '6.a', '13.1']);
});
