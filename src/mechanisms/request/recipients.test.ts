import { describe, expect, it } from 'vitest';
import { readersOf, type Unit } from './recipients.ts';

const person = (name: string, role: string) => ({
  person: name,
  role,
  address: `${name}@city.example`,
  locale: 'en',
});
const mailbox = { person: null, address: 'streets@city.example', locale: 'en' };
const unit: Unit = {
  staff: [person('contact', 'contact'), person('deputy', 'deputy'), person('member', 'member')],
  mailbox,
  away: [],
};
const told = (changed: Partial<Unit>, late?: boolean) =>
  readersOf({ ...unit, ...changed }, late).map((reader) => reader.address.split('@')[0]);

describe('of a unit', () => {
  it('the shared mailbox and the contact are told', () => expect(told({})).toEqual(['streets', 'contact']));
  it('the deputy is told at once while the contact is away, instead of them', () =>
    expect(told({ away: ['contact'] })).toEqual(['streets', 'deputy']));
  it('the deputy is told at once where there is no contact', () =>
    expect(told({ staff: unit.staff.slice(1) })).toEqual(['streets', 'deputy']));
  it('the deputy is told as well when it is late', () =>
    expect(told({}, true)).toEqual(['streets', 'contact', 'deputy']));
  it('everybody is told where nobody is named', () =>
    expect(told({ mailbox: null, staff: [person('member', 'member')] })).toEqual(['member']));
  it('somebody is told even when all are away', () =>
    expect(told({ mailbox: null, away: ['contact', 'deputy', 'member'] })).toEqual([
      'contact',
      'deputy',
      'member',
    ]));
  it('one address gets one mail', () =>
    expect(told({ mailbox: { ...mailbox, address: 'Contact@city.example' } })).toEqual(['Contact']));
});
