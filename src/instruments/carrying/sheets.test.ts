import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sheetReader } from '../../platform/carrying/sheet-reader.ts';
import { type Parts, partsOf } from '../../platform/carrying/testing.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type Days, daysOf, fillRooms } from '../../testing-sheets.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { endOfTerm } from '../roles/rules.ts';
import { packed } from './testing.ts';

// What stands in rooms is there for people, in words: a sheet for each room.
let town: TestTown;
let talks: FoundedPartnership;
let parts: Parts;
let german: Parts;
let write: Record<'en' | 'de', (day: string) => string>;
let days: Days;

/** What a partner keeps to itself, what was not opened yet, and what was taken out: each stands in a row, and in no sheet. */
const kept = ['Fewer queues', 'Queues grow', 'Soil: keep', 'The bill', 'Ask earlier', 'Sell the pots'];

beforeAll(async () => {
  town = await openTestTown();
  talks = await foundPartnership(town);
  days = await daysOf(town);
  const city = await town.house.city.get();
  const dayIn = (locale: Locale) => (day: string) => sheetReader(locale, city).day(day);
  write = { en: dayIn('en'), de: dayIn('de') };
  await fillRooms(town, talks, days);
  parts = await partsOf(await packed(town, talks.id, 'shared'));
  german = await partsOf(await packed(town, talks.id, 'shared', 'de'));
}, 240_000);
afterAll(() => town.close());

/** As it is read, without the mark that tells names of people apart in tests. */
const sheet = (name: string, of = parts) =>
  of
    .get(`${name}.md`)!
    .toString()
    .replaceAll(` ${talks.id.slice(-6)}`, '');

describe('in the file of a partnership', () => {
  it('what is to be done stands before what was done, and what was taken off the list does not', () => {
    const who = 'Lead of Food Office, Food Office';
    expect(sheet('to-dos')).toBe(`# To do

- Taste \\*all\\* soups · ${who} · by ${write.en(days.soon)}
- Buy pots · ${who} · by ${write.en(days.soon)}

## Done

- Wash up · ${who} · done on ${write.en(days.today)} by Lead of Food Office
`);
  });

  it('a role says in German what it is for, who holds it from when to when, and what was passed on', () => {
    expect(sheet('roles', german)).toBe(`# Rollen

## Speaker

Noch nicht besetzt

Writes

**Was sie allein entscheidet:** Decides how\u0020\u0020
and asks

Wann sie am wichtigsten ist: die ganze Zeit · Amtszeit: 3 Monate

## Recorder

Lead of Food Office · vom ${write.de(days.today)} bis ${write.de(endOfTerm(days.today, 3))}

Writes

**Was sie allein entscheidet:** Decides how\u0020\u0020
and asks

Wann sie am wichtigsten ist: die ganze Zeit · Amtszeit: 3 Monate

### Wer sie vorher hatte

- Lead of Harvest group · vom ${write.de(days.today)} bis ${write.de(days.today)}

**Übergeben von Lead of Harvest group:** The key is under the mat
`);
  });

  it('a plan says what is in place, and of each milestone its day, its steps and what came of it', () => {
    const plan = sheet('plan');
    for (const line of [
      '- Not in place: What you want together is not agreed yet.',
      '- Those who will do the work are named, and have the time for it: yes',
      `Said on ${write.en(days.today)} by Lead of Food Office`,
      `### Go: the work begins\n\nProposed by Facilitator on ${write.en(days.today)}\n\nWe can`,
      `**Where it stands:** missed, said Lead of Food Office on ${write.en(days.today)}\n\nIt rained`,
      `**By when:** ${write.en(days.far)} (first: ${write.en(days.later)})`,
      `Steps on the way:\n\n- Buy pots · Lead of Food Office, Food Office · by ${write.en(days.soon)}`,
      `- From ${write.en(days.later)} to ${write.en(days.far)} · Holidays`,
    ])
      expect(plan).toContain(line);
    expect(sheet('plan', german)).toContain('- Steht noch nicht: Was Sie gemeinsam wollen, ist noch nicht');
  });

  it('a gain says who has it, how that is known, and what was found', () => {
    const from = `as of ${write.en(days.today)}, from: The list at the door`;
    expect(sheet('gains')).toBe(`# What it should bring, and what it brought

## More families come

More people reached · Held in part

**Who gains:** Families in the north

**What will show it:** Families at the table

**Start:** 1,250.50 families, ${from}

**Target:** 2,000 families\u0020\u0020
Every table full

**To be checked on:** ${write.en(days.far)} · Lead of Harvest group, Harvest group

### Held in part, ${write.en(days.today)}

Recorded by Lead of Food Office

**Measured:** 1,500 families

**What shows it:** The list

**What was learnt:** Ask

**Looked at again:** ${write.en(days.far)}
`);
    expect(sheet('gains', german)).toContain('**Anfang:** 1.250,50 families');
  });

  it('a statement is in its own words, and a trial says how far it is', () => {
    const statements = sheet('statements');
    expect(statements).toContain(
      `## Food Office\n\n**What we know about:** Soil: give\n\nTold on ${write.en(days.today)} by Lead of Food Office`,
    );
    expect(statements).toContain('### One soup day\n\n**Who does what:** Both');
    expect(statements).toMatch(/Its day has come: look back\..*One bean day.*All are looking back\./s);
  });

  it('a difference says what it is about, which way was taken, and who did not go along, with why', () => {
    const written = sheet('differences');
    const [, about] = written.split('## A binding target\n');
    const by = `proposed by Lead of Food Office on ${write.en(days.today)}`;
    expect(about).toBe(`
Way out found: 2 go along, one dissents · look at it again on ${write.en(days.later)}

### What each said alone

Nobody says that it is about the end, 1 that it is only about the means. You want the same. Look for a way that carries what matters to each.

- Food Office · the means · No more work for \\*cooks\\*

### Options

- A target in the council

### What counts

- Guests like it

### The way out

**A small test first: A target in the council**

In one canteen

**It would show by:** Plates

Test until ${write.en(days.later)} · ${by}

Go along: Food Office and Harvest group.

- Canteens Ltd dissents (says Lead of Canteens Ltd): No \\*target\\* holds

### One was proposed before

**Stay different**

We go on all the same

Look at it again on ${write.en(days.far)} · ${by}
`);
  });

  it('who else it touches stands with how partners see them and what is done', () => {
    const seen = sheet('who-else');
    expect(seen).toContain(`Named by Food Office (Lead of Food Office, ${write.en(days.today)})`);
    expect(seen).toContain('### What we do\n\nNothing now\n\nNot now');
    expect(seen).toContain('Affected: 5 of 5. Influence: 1 of 5.');
    expect(seen).toContain('- Food Office · says: nobody is missing · Lead of Food Office');
  });

  it('what was tried stands by its years, and nothing of what still hurts', () => {
    const past = sheet('past');
    expect(past).toMatch(/## 1990\n\nA soup kitchen\n.*## 1998–2001\n\nA shop that mended bicycles\n/s);
    expect(past).toContain('**What ended it:** The roof leaked');
    expect(past).not.toContain('hurt');
  });

  it('who holds a relation stands with its end, and what would be lost', () => {
    const relations = sheet('relations');
    expect(relations).toContain('One holds this relation.');
    expect(relations).toContain(
      '- Head of parks, Parks · no end known · Who follows: nobody named · What is passed on: not written down',
    );
    expect(relations).toContain('If Head of parks left, the only relation would have nobody.');
    expect(relations).toContain(`- City council · ${write.en(days.far)}`);
  });

  it('how goals fit is told as far as all see it', () => {
    const fit = sheet('fit');
    expect(fit).toContain(
      `- Food Office · hardly fits (0 for, 1 against) · Tensions: 1 · less than before · ${write.en(days.today)}`,
    );
    expect(fit).toContain('- Canteens Ltd · not rated');
    expect(fit).toContain('There are 2 tensions, one of them is shared.');
    expect(fit).toContain('- Harvest group · in tension with: Meals from nearby · Prices rise');
    expect(fit).toContain(`Lead of Food Office · ${write.en(days.today)}\n\nWe open a second door`);
  });

  it('nothing stands in a sheet that a partner keeps to itself, or that was taken out', async () => {
    const sheets = [...parts].filter(([name]) => name.endsWith('.md') && name !== 'timeline.md');
    const all = sheets.map(([, bytes]) => bytes.toString()).join('\n');
    const { rows } = await town.database.outer.query(`
      select (select string_agg(text, ' ') from fit_own_goal) || (select string_agg(reason, ' ') from fit_mark)
        || (select string_agg(words::text, ' ') from statement_draft) || (select string_agg(text, ' ') from to_do)
        || (select string_agg(content::text, ' ') from sealed_answer) as words`);
    for (const one of kept) {
      expect(rows[0].words).toContain(one);
      expect(all.includes(one), one).toBe(false);
    }
  });
});
