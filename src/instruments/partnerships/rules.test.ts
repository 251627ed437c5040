import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PartnerRole, partnerRoles } from './access.ts';
import { aboutWithin, firstToShow, readPasted, rolesAfter, roleToGive } from './rules.ts';

const address = fc
  .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{2,8}$/))
  .map(([name, place]) => `${name}@${place}.test`);

it('leaves out the partnership that a reader is in already', () => {
  expect(aboutWithin('Soup', 'Soup', 'en')).toBe('');
  expect(aboutWithin('Soup, for Food Office', 'Soup', 'en')).toBe('For Food Office');
  expect(aboutWithin('Soup: mark what you share', 'Soup', 'en')).toBe('Mark what you share');
  expect(aboutWithin('For Food Office', 'Soup', 'en')).toBe('For Food Office');
});

describe('reading what was pasted', () => {
  it.each([
    ['ada@group.test', 'ada@group.test', ''],
    ['Ada Berg <Ada@Group.test>', 'ada@group.test', 'Ada Berg'],
    ['"Berg, Ada" <ada@group.test>', 'ada@group.test', 'Ada Berg'],
    ['Berg, Ada <ada@group.test>', 'ada@group.test', 'Ada Berg'],
    ['Ada Berg; ada@group.test', 'ada@group.test', 'Ada Berg'],
    ['ada@group.test\tAda Berg', 'ada@group.test', 'Ada Berg'],
    ['Ada Berg ada@group.test', 'ada@group.test', 'Ada Berg'],
    ['<mailto:ada@group.test>', 'ada@group.test', ''],
  ])('%s', (line, email, name) => {
    expect(readPasted(line)).toEqual({ invited: [{ email, name }], faulty: [], twice: 0 });
  });

  it.each([
    ['Ada Berg <ada@group.test> de', 'Ada Berg', 'de'],
    ['ada@group.test no', '', 'nb'],
    ['Ada Berg; ada@group.test; Nederlands', 'Ada Berg', 'nl'],
    ['ada@group.test\tde\tAda Berg', 'Ada Berg', 'de'],
  ])('reads the language behind an address: %s', (line, name, locale) => {
    expect(readPasted(line).invited).toEqual([{ email: 'ada@group.test', name, locale }]);
  });

  it('reads several in a line, and folds who is named twice', () => {
    const read = readPasted('ada@a.test, Bo <bo@b.test>; cleo@c.test\n\nAda <ADA@a.test>');
    expect(read.invited.map((one) => one.email)).toEqual(['ada@a.test', 'bo@b.test', 'cleo@c.test']);
    expect(read.invited[0]!.name).toBe('Ada');
    expect(read.twice).toBe(1);
  });

  it('tells lines without an address, and with one that is none, by their number', () => {
    const read = readPasted('ada@a.test\nnobody\n\nbo@\nbo@b@c.test\nx@y z@w.test');
    expect(read.faulty.map((one) => one.line)).toEqual([2, 4, 5, 6]);
    expect(read.invited).toHaveLength(1);
  });

  it('finds every address, however they are parted', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(address, { minLength: 1 }),
        fc.constantFrom('\n', ',', '; ', '\t'),
        (all, by) => {
          expect(readPasted(all.join(by)).invited.map((one) => one.email)).toEqual(all);
        },
      ),
    );
  });

  it('takes any text without breaking, and takes no address that is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { email } of readPasted(text).invited) expect(email).toMatch(/^[^\s@<>,;]+@[^\s@<>,;]+$/);
      }),
    );
  });
});

describe('roles at a partner', () => {
  const people = fc
    .array(fc.constantFrom<PartnerRole>('member', 'observer'), { maxLength: 4 })
    .map((others) => ['lead', 'deputy', ...others])
    .chain((roles) => fc.subarray(roles))
    .map((roles) => roles.map((role, n) => ({ membership: String(n), role })));

  it('one lead and one deputy at most, whoever is named; nobody falls out, and no lead without another', () => {
    fc.assert(
      fc.property(
        people,
        fc.nat(5),
        fc.constantFrom<'lead' | 'deputy' | 'member'>('lead', 'deputy', 'member'),
        (all, at, role) => {
          const changes = rolesAfter(all, String(at), role);
          if (!changes) {
            expect(all[at]?.role).toBe('lead');
            return;
          }
          const after = all.map((one) => changes.get(one.membership) ?? one.role);
          expect(after).toHaveLength(all.length);
          for (const sole of ['lead', 'deputy'])
            expect(after.filter((one) => one === sole).length).toBeLessThanOrEqual(1);
          if (all.some((one) => one.role === 'lead')) expect(after).toContain('lead');
          if (all[at]) expect(after[at]).toBe(role);
        },
      ),
    );
  });

  it('an invitation gives what is free: never a second lead or deputy', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...partnerRoles),
        fc.subarray(['lead', 'deputy', 'member']),
        (role, taken) => {
          const given = roleToGive(role, taken);
          if (given === 'lead' || given === 'deputy') expect(taken).not.toContain(given);
        },
      ),
    );
  });
});

it('the overview shows a dozen of many partners, one’s own among them', () => {
  const partners = Array.from({ length: 30 }, (_, n) => ({ n }));
  expect(firstToShow(partners.slice(0, 12), partners[11])).toEqual(partners.slice(0, 12));
  expect(firstToShow(partners, undefined)).toEqual(partners.slice(0, 12));
  expect(firstToShow(partners, partners[20])).toEqual([partners[20], ...partners.slice(0, 11)]);
});
