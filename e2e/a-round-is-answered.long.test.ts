import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { openVisitor, type Visitor } from './visitor.ts';

let browser: Browser;
let city: City;
let partnership: string;
let round: string;

const question = 'What should be different in our canteens?';
const office = 'streets.head@elvestad.example';
const group = 'lead@neighbours.example';

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
  partnership = await foundIn(city.dataFolder, {
    name: 'Canteen Talks',
    facilitator: 'admin@elvestad.example',
    partners: [
      { name: 'Street Office', kind: 'department', lead: office },
      { name: 'Mill Street Neighbours', kind: 'community', lead: group },
      { name: 'Care Homes Trust', kind: 'foundation' },
    ],
  });
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

/** Waits until the page says that the server has it. */
const isKept = (visitor: Visitor) =>
  visitor.page.getByText(/^(Draft saved at|Entwurf gespeichert um)/).waitFor();
const answerField = (visitor: Visitor) => visitor.page.locator('textarea[name=q1]');

describe('a round', () => {
  it('is asked by the facilitator, who writes down what one of the partners has said', async () => {
    const facilitator = await openVisitor(browser, city);
    const t = facilitator.t.rounds;
    await facilitator.signIn('admin@elvestad.example');
    await facilitator.goTo(`${partnership}/rounds`);
    await facilitator.follow(t('ask.begin'));
    await facilitator.write(t('title.label'), 'What should be different');
    await facilitator.write(t('q.label', { n: 1 }), question);
    await facilitator.press(t('ask.do'));
    await facilitator.reads('What should be different');
    round = new URL(facilitator.page.url()).pathname;
    await facilitator.follow(facilitator.page.getByRole('link', { name: t('record.link') }));
    await facilitator.tick(t('how.phone'));
    await answerField(facilitator).fill('Residents of eighty like what they know.');
    await facilitator.press(t('record.do'));
    await facilitator.sees(t('record.told'));
    await facilitator.close();
  });

  it('keeps what is typed: with every pause, through a line that is down, and on another device', async () => {
    const lead = await openVisitor(browser, city);
    await lead.signIn(office);
    await lead.goTo(round);
    await answerField(lead).pressSequentially('More dishes made of plants');
    await isKept(lead);
    await lead.context.setOffline(true);
    await answerField(lead).pressSequentially(', and cooks who decide');
    await lead.sees(lead.t.rounds('draft.failed'));
    await lead.context.setOffline(false);
    lead.forgetNoises();
    await isKept(lead);
    const written = await answerField(lead).inputValue();
    await answerField(lead).fill('More '.repeat(1_201));
    await lead.sees(lead.t.ui('autosave.refused', { why: lead.t.rounds('answer.long') }));
    lead.forgetNoises();
    await answerField(lead).fill(written);
    await isKept(lead);
    await lead.page.close();

    const elsewhere = await openVisitor(browser, city, { width: 320, height: 640, locale: 'de', dark: true });
    await elsewhere.signIn(office);
    await elsewhere.goTo(round);
    expect(await answerField(elsewhere).inputValue()).toBe(
      'More dishes made of plants, and cooks who decide',
    );
    await lead.close();
    await elsewhere.close();
  });

  it('shows both to two who write at once, and what was kept in a tab does not overwrite what came since', async () => {
    const one = await openVisitor(browser, city);
    const other = await openVisitor(browser, city);
    for (const visitor of [one, other]) {
      await visitor.signIn(office);
      await visitor.goTo(round);
    }
    await answerField(one).fill('Words of one.');
    await isKept(one);
    await answerField(other).fill('Words of the other.');
    await other.sees(other.t.rounds('draft.meanwhile'));
    other.forgetNoises();
    await other.press(other.t.rounds('keep'));
    await other.sees('Words of one.');
    expect(await answerField(other).inputValue()).toBe('Words of the other.');
    await one.close();
    await other.close();
  });

  it('is answered in German on a phone without scripts, and opens with the last answer', async () => {
    const phone = await openVisitor(browser, city, { locale: 'de', width: 320, height: 640, scripts: false });
    const t = phone.t.rounds;
    await phone.signIn(group);
    await phone.goTo(round);
    await answerField(phone).fill('Essen aus der Gegend, zu Preisen, die alle zahlen können.');
    await phone.press(t('keep'));
    await phone.press(t('seal'));
    await phone.reads(t('seal.title'));
    await phone.press(t('seal.do'));
    await phone.sees(t('sealed.told'));
    await phone.close();

    const keys = await openVisitor(browser, city, { keys: true });
    await keys.signIn(office);
    await keys.goTo(round);
    await keys.press(keys.t.rounds('seal'));
    await keys.press(keys.t.rounds('seal.do'));
    await keys.sees(keys.t.rounds('sealed.last.told'));
    await keys.sees('Residents of eighty like what they know.');
    await keys.write(keys.t.rounds('label.label'), 'Cooking');
    await keys.write(keys.t.rounds('words.label'), 'Words of one');
    await keys.press(keys.t.rounds('mark.do'));
    await keys.sees('Cooking');
    await keys.follow(keys.t.rounds('lens.sector'));
    await keys.close();
  });
});
