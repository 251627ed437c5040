import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { stagesOf } from './stages.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const title = 'Our lunch';
const heading = 'What we do';
const agreed = 'On three days a week there is soup on the square. Nobody pays more than they can.';
const office = 'streets.head@elvestad.example';
const group = 'lead@neighbours.example';

let browser: Browser;
let city: City;
let first: Visitor;
let second: Visitor;
/** Where the text and its section are. */
let text = '';
let section = '';

const stage = stagesOf(() => browser);

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
  const partnership = await foundIn(city.dataFolder, {
    name: 'Lunch on the square',
    facilitator: 'admin@elvestad.example',
    partners: [
      { name: 'Street Office', kind: 'department', lead: office },
      { name: 'Mill Street Neighbours', kind: 'community', lead: group },
    ],
  });
  text = `${partnership}/texts`;
  first = await openVisitor(browser, city);
  second = await openVisitor(browser, city);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

stage('two have agreed on a text', async () => {
  const t = first.t.texts;
  await first.signIn(office);
  await second.signIn(group);
  await first.goTo(text);
  await first.follow(t('list.begin'));
  await first.write(t('form.title'), title);
  await first.tick(t('begin.from.empty'));
  await first.write(t('begin.headings'), heading);
  await first.press(t('begin.do'));
  text = new URL(first.page.url()).pathname;
  await first.follow(t('next.write.do'));
  section = new URL(first.page.url()).pathname.replace(/\/edit$/, '');
  await first.write(t('edit.text'), agreed);
  await first.press(t('edit.save'));
  for (const one of [first, second]) {
    await one.goTo(`${text}/answers`);
    await one.tick(t('answers.yes'));
    await one.press(t('answers.do'));
  }
  await second.sees(t('answers.told.agreed'));
});

/** Both open the section, the one saves, then the other. */
async function bothWrite(words: { one: string; other: string }) {
  const t = first.t.texts;
  for (const visitor of [first, second]) {
    await visitor.goTo(`${section}/edit`);
    await visitor.reads(t('edit.title', { heading }));
  }
  await first.write(t('edit.text'), words.one);
  await second.write(t('edit.text'), words.other);
  await first.press(t('edit.save'));
  await first.sees(t('edit.told'));
  await second.press(t('edit.save'));
}

/** Who saved before, as the other is told. */
const by = 'Head of Streets and Public Space, Street Office';
const changes = (kind: 'ins' | 'del') => second.page.locator(`main ${kind}`).allInnerTexts();

stage(
  'who changes other words of it is shown both changes, put together, before they are saved',
  async () => {
    const t = second.t.texts;
    const mine = agreed.replace('Nobody pays', 'Nobody ever pays');
    await bothWrite({ one: agreed.replace('three days', 'four days'), other: mine });
    await second.isTold(t('meanwhile.error'));
    await second.sees(t('meanwhile.merged', { by }));
    await second.sees(t('meanwhile.theirs', { by }));
    await second.sees(t('meanwhile.mine'));
    expect((await changes('ins')).join()).toMatch(/four.*ever/s);
    await second.holds(t('edit.text'), mine.replace('three days', 'four days'));
    await second.press(t('edit.save'));
    await second.sees(t('edit.told'));
  },
);

stage('who changes the same words is shown theirs and the others’, and decides what stands', async () => {
  const t = second.t.texts;
  const before = agreed.replace('three days', 'four days').replace('Nobody pays', 'Nobody ever pays');
  const theirs = before.replace('four days', 'five days');
  const mine = before.replace('four days', 'two days');
  await bothWrite({ one: theirs, other: mine });
  await second.isTold(t('meanwhile.error.clash'));
  await second.sees(t('meanwhile.clash', { by }));
  await second.sees(t('meanwhile.theirs', { by }));
  await second.sees(t('meanwhile.mine'));
  expect((await changes('ins')).join()).toMatch(/five.*two/s);
  await second.holds(t('edit.text'), mine);
  await second.press(t('edit.save'));
  await second.sees(t('edit.told'));

  await second.goTo(`${section}/history`);
  const versions = second.page.locator('main li .written');
  expect(await versions.allInnerTexts()).toEqual([
    mine,
    theirs,
    before,
    agreed.replace('three days', 'four days'),
    agreed,
  ]);
});

stage('what was agreed holds all the while', async () => {
  const t = first.t.texts;
  await first.goTo(text);
  await first.sees(t('text.agreed'));
  await first.sees(agreed);
  await first.sees(t('text.changes.lead'));
});

stage('when to look at it again is not written over unseen either, with scripts and without', async () => {
  const t = second.t.texts;
  const phone = await openVisitor(browser, city, { width: 320, height: 700, scripts: false });
  await phone.signIn(group);
  for (const visitor of [first, second, phone]) {
    await visitor.goTo(`${text}/frame`);
    await visitor.reads(visitor.t.texts('frame.title'));
    // What it is called was agreed with it.
    await visitor.sees(visitor.t.texts('title.agreed'));
  }
  await first.write(t('frame.reason'), 'Then the square is new');
  await first.press(t('frame.do'));
  await first.sees(t('frame.told'));

  await second.write(t('frame.reason'), 'When a school closes');
  await second.press(t('frame.do'));
  await second.sees(second.t.ui('meanwhile'));
  expect(await second.page.evaluate(() => document.activeElement?.hasAttribute('data-meanwhile'))).toBe(true);
  await second.sees('Then the square is new');
  // What is kept in the tab is older than what the page shows, and does not take its place.
  await second.holds(t('frame.reason'), 'When a school closes');
  await second.press(t('frame.do'));
  await second.sees(t('frame.told'));

  await phone.write(phone.t.texts('frame.reason'), 'Each spring');
  await phone.press(phone.t.texts('frame.do'));
  await phone.sees(phone.t.ui('meanwhile'));
  await phone.sees('When a school closes');
  await phone.press(phone.t.texts('frame.do'));
  await phone.sees(phone.t.texts('frame.told'));
  await phone.goTo(`${text}/frame`);
  await phone.holds(phone.t.texts('frame.reason'), 'Each spring');
  await phone.close();
});
