import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { linkIn } from './mailbox.ts';
import { openVisitor } from './visitor.ts';

const head = 'streets.head@elvestad.example';
const baker = 'ada@bakers.example';

let browser: Browser;
let city: City;

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('pressed twice, %s', (_, scripts) => {
  it('a partnership begins, somebody joins after a mistake, and a question is asked and sealed: each says that it did', async () => {
    const founder = await openVisitor(browser, city, { scripts });
    const t = founder.t.partnerships;
    const name = scripts ? 'Bread for all' : 'Bread for some';
    await founder.signIn(head);
    await founder.goTo('/partnerships/new');
    await founder.write(t('what.name'), name);
    await founder.write(t('what.purpose'), 'Bread in every school');
    await founder.doublePress(t('step.next'));
    await founder.tick(t('as.group'));
    await founder.write(t('group'), 'School kitchens');
    await founder.choose(t('kind'), t('kind.school'));
    await founder.write(t('invited'), scripts ? baker : `two.${baker}`);
    await founder.doublePress(t('step.next'));
    await founder.doublePress(t('start.send', { n: 1 }));
    await founder.sees(t('begun.told', { n: 1 }));
    await founder.reads(name);

    const ada = await openVisitor(browser, city, { scripts, withoutPassword: true });
    await ada.goTo(linkIn(await city.mailbox.next(scripts ? baker : `two.${baker}`), city));
    await ada.press(t('accept.do'));
    await ada.isTold(t('name.wanted'), t('group.wanted'), t('kind.wanted'));
    await ada.write(t('accept.name'), 'Ada Berg');
    await ada.write(t('accept.group'), 'Bakers');
    await ada.choose(t('kind'), t('kind.business'));
    await ada.doublePress(t('accept.do'));
    await ada.reads(name);
    await ada.sees(t('accept.told'));

    const r = founder.t.rounds;
    await founder.goTo(`${new URL(ada.page.url()).pathname}/rounds/new`);
    await founder.write(r('title.label'), 'Where from?');
    await founder.write(r('q.label', { n: 1 }), 'Where does the bread come from?');
    await founder.doublePress(r('ask.do'));
    await founder.sees(r('asked.told'));

    await ada.goTo(new URL(founder.page.url()).pathname);
    await ada.write('Where does the bread come from?', 'From our ovens');
    await ada.press(r('seal'));
    await ada.doublePress(r('seal.do'));
    await ada.sees(r('sealed.told'));
    await ada.close();
    await founder.close();
  });
});
