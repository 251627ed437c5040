import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { stagesOf } from './stages.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const streets = 'streets.head@elvestad.example';
const council = 'lead@food-council.example';
const title = 'Two soups a week';
const late = 'We had talked about it for long.';

let browser: Browser;
let city: City;
let office: Visitor;
let group: Visitor;
let home = '';
let decision = '';
const stage = stagesOf(() => browser);

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
  home = await foundIn(city.dataFolder, {
    name: 'Canteen Talks',
    facilitator: streets,
    partners: [
      { name: 'Streets Office', kind: 'department', lead: streets },
      { name: 'Food Council', kind: 'community', lead: council },
    ],
  });
  [office, group] = await Promise.all([openVisitor(browser, city), openVisitor(browser, city)]);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

/** The page at which a voice is given, ready to be sent. */
async function chooses(one: Visitor, stance: 'yes' | 'no', why: string) {
  await one.goTo(`${decision}/voice`);
  await one.tick(one.page.getByLabel(one.t.decision(`majority.stance.${stance}`), { exact: true }));
  await one.write(one.t.decisions('voice.reason'), why);
}

stage('something is put to all for some days, and one says yes', async () => {
  const t = office.t.decisions;
  await office.signIn(streets);
  await office.goTo(`${home}/decisions/new?way=majority`);
  await office.write(t('new.name'), title);
  await office.write(t('new.text'), 'All canteens cook two soups a week.');
  await office.press(t('new.do'));
  await office.reads(title);
  decision = new URL(office.page.url()).pathname;
  await chooses(office, 'yes', '');
  await office.press(t('voice.do'));
  await office.sees(t('voice.told'));
});

stage(
  'the program is down when the time is over, and afterwards it is over as if it had not been',
  async () => {
    const t = group.t.decisions;
    await group.signIn(council);
    await chooses(group, 'no', late);
    await city.sleep('30 days');
    for (const one of [office, group]) one.forgetNoises();
    // What was typed before comes too late, and is not lost.
    await group.press(t('voice.do'));
    await group.sees(t('over'));
    await group.sees(late);
  },
);

stage('it is counted with the voices that were in, and asks to be written down', async () => {
  const t = office.t.decisions;
  await office.goTo(decision);
  await office.sees(office.t.decision('result.holds'));
  await office.sees(t('voices.spoken', { n: 1, of: 2 }));
  // The house counts what is over each minute.
  await vi.waitUntil(
    async () => {
      await office.goTo('/desk');
      return (await office.link(t('desk.outcome', { title })).count()) > 0;
    },
    { timeout: 120_000, interval: 5_000 },
  );
  await office.follow(t('desk.outcome', { title }));
  await office.reads(t('outcome.title'));
});
