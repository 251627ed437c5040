import { describe, expect, it } from 'vitest';
import { nobody, scopeOf } from '../../platform/scope.ts';
import { asGuest, asReaderOf, mayScreen, maySpeakFor, mayWrite, sideOf } from './access.ts';

const person = { id: 'p', name: 'P', kind: 'person' as const };
const request = { id: 'r', askerOrganisation: 'group', unit: 'streets' };
const member = (...organisations: string[]) =>
  scopeOf(
    person,
    organisations.map((space) => ({ space, kind: 'organisation' as const, role: 'member' })),
  );

describe('a request', () => {
  it('has two sides, and who is on neither is nobody', () => {
    expect(sideOf(member('group'), request)).toBe('asker');
    expect(sideOf(member('streets'), request)).toBe('unit');
    expect(sideOf(member('mobility'), request)).toBeUndefined();
    expect(sideOf(nobody, request)).toBeUndefined();
    expect(sideOf(nobody, { id: 'r', askerOrganisation: null, unit: null })).toBeUndefined();
  });

  it('is not answered by who asked', () => expect(sideOf(member('streets', 'group'), request)).toBe('asker'));

  it('is nothing to administrators', () => {
    const administrator = scopeOf(person, [{ space: 'city', kind: 'city', role: 'administrator' }]);
    expect(sideOf(administrator, request)).toBeUndefined();
  });

  it('is nothing to somebody whose belonging to the unit is not confirmed', () => {
    const claimant = scopeOf(person, [{ space: 'streets', kind: 'organisation', role: 'claimant' }]);
    expect(sideOf(claimant, request)).toBeUndefined();
  });

  it('opens to a guest by the guest’s own link only', () => {
    expect(sideOf(asGuest('g', 'r'), request)).toBe('asker');
    expect(sideOf(asGuest('g', 'another'), request)).toBeUndefined();
  });

  it('opens to the reader of a mail to the unit, and nothing else of the unit does', () => {
    expect(sideOf(asReaderOf('r', null), request)).toBe('unit');
    expect(sideOf(asReaderOf('r', { id: 'p', name: 'P' }), { ...request, id: 'another' })).toBeUndefined();
    expect(asReaderOf('r', null)).toMatchObject({ organisations: [], opens: ['r'] });
  });
});

describe('a page that is being written', () => {
  it('is its writer’s', () => {
    expect(mayWrite(member('group'), { writer: 'p' })).toBe(true);
    expect(mayWrite(member('group'), { writer: 'q' })).toBe(false);
    expect(mayWrite(nobody, { writer: 'q' })).toBe(false);
  });
  it('speaks for no organisation but one’s own', () => {
    expect(maySpeakFor(member('group'), 'group')).toBe(true);
    expect(maySpeakFor(member('group'), 'streets')).toBe(false);
  });
  it('is looked at by the liaison desk when it was held back', () => {
    expect(mayScreen(member('liaison'), 'liaison')).toBe(true);
    expect(mayScreen(member('streets'), 'liaison')).toBe(false);
    expect(mayScreen(member('streets'), undefined)).toBe(false);
  });
});
