import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { stagesOf } from './stages.ts';
import { type Manner, openVisitor, type Visitor } from './visitor.ts';

const streets = 'streets.head@elvestad.example';
const council = 'lead@food-council.example';
const kitchens = 'green@brygga.example';
const title = 'House rules';
const heading = 'Doors';
const first = 'Doors close at ten.';
const second = 'Doors close at ten, but for who cooks.';

/** Partners choose consent for what they adopt, and a text is adopted by it: an objection is taken in where the words stand. */
export function adoptedByDecision(manner: Manner): void {
  let browser: Browser;
  let city: City;
  let office: Visitor;
  let group: Visitor;
  let company: Visitor;
  let home = '';
  let text = '';
  let decision = '';

  const stage = stagesOf(() => browser);
  const all = () => [office, group, company];
  const here = (one: Visitor) => new URL(one.page.url()).pathname;

  beforeAll(async () => {
    [browser, city] = await Promise.all([launchBrowser(), openCity()]);
    home = await foundIn(city.dataFolder, {
      name: 'Canteen Talks',
      facilitator: streets,
      partners: [
        { name: 'Streets Office', kind: 'department', lead: streets },
        { name: 'Food Council', kind: 'community', lead: council },
        { name: 'Harbour Kitchens', kind: 'business', lead: kitchens },
      ],
    });
    [office, group, company] = (await Promise.all(
      [1, 2, 3].map(() => openVisitor(browser, city, manner)),
    )) as [Visitor, Visitor, Visitor];
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  async function says(one: Visitor, stance: string, why = '') {
    const t = one.t.decisions;
    await one.goTo(`${decision}/voice`);
    await one.tick(one.page.getByLabel(one.t.decision(stance as 'consent.stance.consent'), { exact: true }));
    if (why) await one.write(t('voice.reason'), why);
    await one.press(t('voice.do'));
    await one.sees(t('voice.told'));
  }

  /** What came of a decision is read elsewhere a moment later. */
  async function comesToRead(one: Visitor, path: string, words: string) {
    for (let tries = 0; tries < 20; tries += 1) {
      await one.goTo(path);
      if ((await one.page.getByText(words).count()) > 0) return;
      await one.page.waitForTimeout(500);
    }
    throw new Error(`${path} does not say: ${words}`);
  }

  stage('another way is put to all, and mistakes in the form cost nothing', async () => {
    const t = office.t.adoptions;
    await office.signIn(streets);
    await office.goTo(`${home}/adoptions`);
    await office.reads(t('title'));
    await office.sees(t('terms.everybody'));
    await office.follow(t('choose'));
    await office.write(t('because'), 'Silence stops us.');
    await office.press(t('choose.do'));
    await office.isTold(t('way.wanted'));
    await office.holds(t('because'), 'Silence stops us.');
    await office.tick(office.page.getByLabel(office.t.decision('consent.name'), { exact: true }));
    await office.press(t('choose.do'));
    await office.sees(t('asked.told'));
    decision = here(office);
  });

  stage('it holds once everybody has said yes', async () => {
    await group.signIn(council);
    await company.signIn(kitchens);
    for (const one of all()) await says(one, 'everybody.stance.yes');
    await office.goTo(decision);
    await office.press(office.t.decisions('end'));
    await comesToRead(company, `${home}/adoptions`, company.t.decision('consent.about'));
  });

  stage('a text is put to all by who wrote it, with its words filled in', async () => {
    const t = office.t.texts;
    await office.goTo(`${home}/texts/new`);
    await office.write(t('form.title'), title);
    await office.tick(office.page.getByLabel(t('begin.from.empty'), { exact: true }));
    await office.write(t('begin.headings'), heading);
    await office.press(t('begin.do'));
    text = here(office);
    await office.follow(t('next.write.do'));
    await office.write(t('edit.text'), first);
    await office.press(t('edit.save'));
    await office.follow(t('next.put.do'));
    await office.reads(t('put.title'));
    await office.press(t('put.do'));
    await office.sees(t('put.told'));
    await office.sees(first);
    decision = here(office);
    await office.follow(office.t.decisions('adopts.read'));
    await office.reads(title);
  });

  stage('one objects, writes what would do, and all are asked anew', async () => {
    const t = company.t.texts;
    await says(group, 'consent.stance.consent');
    await says(company, 'consent.stance.objection', 'We cook at night.');
    await company.follow(company.t.decisions('adopts.read'));
    await company.follow(company.page.locator(`a[href$="/edit"]`).first());
    await company.sees(t('edit.asksAnew'));
    await company.write(t('edit.text'), second);
    await company.press(t('edit.save'));
    await company.follow(company.page.locator(`a[href="${decision}"]`).first());
    await company.sees(second);
    for (const one of all()) await says(one, 'consent.stance.consent');
  });

  stage('once it holds, the text is agreed', async () => {
    await office.goTo(decision);
    await office.press(office.t.decisions('end'));
    await comesToRead(group, text, group.t.texts('text.agreed'));
    await group.sees(second);
    await group.follow(group.t.texts('asked.read'));
    await group.reads(group.t.texts('ask', { title, heading, n: 1 }));
  });
}
