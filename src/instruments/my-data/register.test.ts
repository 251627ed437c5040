import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../../platform/i18n/locale.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { draftOf } from '../city/drafts.ts';
import { words as cityWords } from '../city/messages/index.ts';
import { csvOf, registerOf } from './register.ts';

let town: TestTown;
let administrator: string;
beforeAll(async () => {
  town = await openTestTown();
  administrator = await town.addAdministrator();
});
afterAll(() => town.close());

const here = '/settings/processing';

describe('the register of processing', () => {
  it('says of each activity what is held, why and how long, in four languages', async () => {
    for (const locale of locales) {
      const page = await town.get(here, { as: administrator, locale });
      for (const one of registerOf(town.house.instruments, locale)) {
        expect(one.held.length, one.activity).toBeGreaterThan(0);
        for (const part of ['name', 'purpose', 'people', 'recipients'] as const)
          expect(page.html).toContain(one.say(part).replaceAll('&', '&amp;'));
      }
    }
  });

  it('is filled by the city with what it alone knows, and is a table for spreadsheets', async () => {
    expect((await town.get(here, { as: administrator })).html).toContain('[not said yet]');
    const known = {
      controller: '=cmd|x',
      officer: 'Ida',
      law: 'Art. 6',
      processors: '',
      abroad: '',
      measures: '',
    };
    const page = await town.postAndFollow(`${here}/city`, known, { as: administrator });
    expect(page.html).toContain('Ida');
    const { html: csv, headers } = await town.get(`${here}/register.csv`, { as: administrator });
    expect(headers.get('content-type')).toContain('text/csv');
    expect(csv.split('\r\n').filter(Boolean)).not.toHaveLength(0);
    expect(csv).toContain(`"'=cmd|x"`);
    expect(csv).toContain('"[not said yet]"');
  });

  it('asks first where somebody else has filled it meanwhile', async () => {
    const form = await town.get(`${here}/city`, { as: administrator });
    const stood = /name="_stood" value="([^"]+)"/.exec(form.html)![1]!;
    const typed = { controller: 'Mine', officer: 'Ida', law: '', processors: '', abroad: '', measures: '' };
    await town.post(`${here}/city`, { ...typed, controller: 'Theirs' }, { as: administrator });
    const answer = await town.post(`${here}/city`, { ...typed, _stood: stood }, { as: administrator });
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Theirs');
  });
});

it('what begins like a formula is text in a table, and quotes are doubled', () => {
  expect(
    csvOf([
      ['a', 'b "c"'],
      ['=1+1', '@x'],
    ]),
  ).toBe('\uFEFF"a";"b ""c"""\r\n"\'=1+1";"\'@x"\r\n');
});

it('the draft of the privacy notice says the same days as the declarations', () => {
  const days = registerOf(town.house.instruments, 'en').flatMap(({ kept }) => kept);
  const daysOf = (what: string) => days.find((one) => one.what === what)!.days;
  for (const locale of locales) {
    const notice = draftOf('privacy', 'Testby', cityWords(locale));
    for (const what of [
      'Address, subject and time of sent mails',
      'Mails that could not be sent or came back',
      'Sign-ins that are not used any more',
      'Pages that were begun and not sent, or never confirmed',
      'Earlier drafts of answers, once their round is over',
      'Closed accounts: then their people are erased',
      'Name and address of people without an account whose requests are all closed',
      'Name and address of people who took part by link and have left everywhere',
    ])
      expect(notice, `${locale}: ${what}`).toMatch(new RegExp(`\\b${daysOf(what)}\\b`));
  }
});

it('the draft of the privacy notice and the register name what is saved while it is typed', () => {
  const notice = draftOf('privacy', 'Testby', cityWords('en'));
  expect(notice).toContain('save it with us while you type');
  expect(notice).toContain('Only the people of your own partner can read such a draft');
  const told = registerOf(town.house.instruments, 'en').map(({ say }) => say('data'));
  expect(told.some((data) => data.includes('saved while they are typed'))).toBe(true);
});
