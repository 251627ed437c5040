import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '../../platform/id.ts';
import { addDays } from '../../platform/working-days.ts';
import { isLate, readOwner, toDoForm } from './rules.ts';

it('reads an owner as a person or a partner, and nothing else', () => {
  const id = newId();
  expect(readOwner(`person:${id}`)).toEqual({ of: 'person', id });
  expect(readOwner(`partner:${id}`)).toEqual({ of: 'partner', id });
  for (const typed of ['', id, `city:${id}`, 'person:', 'person:none', `person ${id}`])
    expect(readOwner(typed), typed).toBeUndefined();
});

it('is late on the day after its day, and not before', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
      expect(isLate(addDays('2026-05-13', days), '2026-05-13')).toBe(days < 0);
    }),
  );
});

it('says of each field what is wrong with it', () => {
  const wrong = toDoForm('2026-05-13').safeParse({ text: ' ', owner: '', due: 'soon' });
  expect(wrong.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
    ['text', 'text.wanted'],
    ['owner', 'owner.wanted'],
    ['due', 'due.wrong'],
  ]);
  const owner = `person:${newId()}`;
  const far = toDoForm('2026-05-13').safeParse({ text: 'x', owner, due: '1.1.2099' });
  expect(far.error?.issues.map((issue) => issue.message)).toEqual(['due.far']);
});
