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
const text = 'We serve soup every Thursday.';

/**
 * People of three organisations decide: the voice of somebody absent is written down and then corrected by that person;
 * and once the time is over, a sector from which nobody has spoken is told in words and in the table.
 */
export function decidedByPeople(manner: Manner): void {
  let browser: Browser;
  let city: City;
  let office: Visitor;
  let group: Visitor;
  let company: Visitor;
  let home = '';

  const stage = stagesOf(() => browser);

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
    [office, group, company] = await Promise.all([
      openVisitor(browser, city, manner),
      openVisitor(browser, city, manner),
      openVisitor(browser, city, manner),
    ]);
    await office.signIn(streets);
    await group.signIn(council);
    await company.signIn(kitchens);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  async function putToPeople(title: string): Promise<string> {
    const t = office.t.decisions;
    await office.goTo(`${home}/decisions/new?way=majority`);
    await office.reads(t('new.title'));
    await office.write(t('new.name'), title);
    await office.write(t('new.text'), text);
    await office.tick(t('new.voices.people'));
    await office.tick(t('new.sectors.yes'));
    await office.tick(office.t.decision('results.open'));
    await office.press(t('new.do'));
    await office.reads(title);
    await office.sees(t('who.people'));
    return new URL(office.page.url()).pathname;
  }

  async function says(one: Visitor, stance: 'yes' | 'no') {
    await one.tick(one.page.getByLabel(one.t.decision(`majority.stance.${stance}`), { exact: true }));
    await one.press(one.t.decisions('voice.do'));
    await one.sees(one.t.decisions('voice.told'));
  }

  async function wanted(one: Visitor, title: string) {
    const t = one.t.decisions;
    await one.goTo('/desk');
    await one.follow(t('desk.voice.own', { title }));
    await one.reads(t('voice.own.title'));
  }

  stage('the voice of somebody absent is written down, and then corrected by that person', async () => {
    const decision = await putToPeople('Soup on Thursdays');
    for (const one of [office, group]) {
      await wanted(one, 'Soup on Thursdays');
      await says(one, 'yes');
    }
    const t = office.t.decisions;
    await office.goTo(decision);
    await office.follow(office.page.getByRole('link', { name: t('voice.for') }));
    await office.tick(office.t.rounds('how.phone'));
    await says(office, 'yes');
    await office.sees(t('voices.spoken.people', { n: 3, of: 3 }));
    const told = company.t.decisions;
    await company.goTo(decision);
    await company.follow(told('voice.again'));
    await company.sees(told('voice.recorded.own'));
    await says(company, 'no');
    await office.goTo(decision);
    await office.press(t('end'));
    await office.sees(office.t.decision('reason.share', { for: 2, against: 1 }));
  });

  stage('a quorum that is missed in one sector is told in words and in the table', async () => {
    const decision = await putToPeople('Bread on Fridays');
    for (const one of [office, group]) {
      await wanted(one, 'Bread on Fridays');
      await says(one, 'yes');
    }
    await city.moveTime('40 days');
    await company.goTo(decision);
    const t = company.t.decisions;
    await company.sees(company.t.decision('result.fails'));
    await company.sees(
      company.t.decision('reason.sector-quorum', { sectors: company.t.ui('sector.business') }),
    );
    await company.sees(t('sectors.few'));
  });
}
