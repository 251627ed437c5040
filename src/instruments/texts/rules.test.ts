import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeOf, stretchesOf, writeForm } from './rules.ts';

it('cuts a text where places begin and end, and loses no letter of it', () => {
  const place = fc.record({ number: fc.nat(9), place: fc.nat(30), length: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 30 }),
      fc.array(place, { maxLength: 6 }),
      (text, places) => {
        const inside = places.filter((one) => one.place + one.length <= text.length);
        const stretches = stretchesOf(text, inside);
        expect(stretches.map((one) => one.text).join('')).toBe(text);
        let at = 0;
        for (const { text: stretch, covers, ends } of stretches) {
          for (const one of inside) {
            const over = one.place <= at && one.place + one.length >= at + stretch.length;
            if (over) expect(covers).toContain(one.number);
          }
          at += stretch.length;
          for (const number of ends) {
            expect(inside.some((one) => one.number === number && one.place + one.length === at)).toBe(true);
          }
        }
        // Each place ends somewhere, so that its number is shown.
        for (const one of inside) expect(stretches.flatMap(({ ends }) => ends)).toContain(one.number);
      },
    ),
  );
});

it('reads a place, and takes nothing for the whole', () => {
  expect(placeOf('12:5')).toEqual({ place: 12, length: 5 });
  expect(placeOf('')).toEqual({ place: 0, length: 0 });
});

it('does not count spaces at the ends of lines as a change', () => {
  const written = { heading: 'For whom', text: '  Guests \n\nCooks\t\n ', base: '3' };
  expect(writeForm.parse(written)).toMatchObject({ text: 'Guests\n\nCooks', base: 3, began: 0 });
});
