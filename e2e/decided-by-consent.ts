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
const title = 'Two soups a week';
const first = 'All canteens cook two soups a week.';
const second = 'Canteens with two pots cook two soups a week.';
const harm = 'Small canteens have one pot.';

/** Three organisations decide by consent: one objects, its objection is taken in, and what was decided is written down. */
export function decidedByConsent(manner: Manner): void {
  let browser: Browser;
  let city: City;
  let office: Visitor;
  let group: Visitor;
  let company: Visitor;
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
        { name: 'Harbour Kitchens', kind: 'business', lead: kitchens },
      ],
    });
    [office, group, company] = await Promise.all([
      openVisitor(browser, city, manner),
      openVisitor(browser, city, manner),
      openVisitor(browser, city, manner),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  async function says(one: Visitor, stance: 'consent' | 'objection', why = '') {
    const t = one.t.decisions;
    await one.tick(one.page.getByLabel(one.t.decision(`consent.stance.${stance}`), { exact: true }));
    if (why) await one.write(t('voice.reason'), why);
    await one.press(t('voice.do'));
  }

  /** From the desk to the form of a voice. */
  async function wanted(one: Visitor, partner: string, which: 'voice' | 'again' = 'voice') {
    const t = one.t.decisions;
    await one.goTo('/desk');
    await one.follow(t(`desk.${which}`, { partner, title }));
    await one.reads(t('voice.title', { partner }));
  }

  stage('four questions propose consent, and mistakes in the form cost nothing', async () => {
    const t = office.t.decisions;
    await office.signIn(streets);
    await office.goTo(`${home}/decisions`);
    await office.reads(t('title'));
    await office.follow(t('propose'));
    await office.reads(t('ways.title'));
    for (const answer of ['aim.agree', 'stakes.some', 'carried.all', 'time.enough'] as const)
      await office.tick(office.t.decision(`ways.${answer}`));
    await office.press(t('ways.show'));
    await office.sees(t('ways.best', { name: office.t.decision('consent.name') }));
    await office.follow(t('ways.take'));
    await office.reads(t('new.title'));
    await office.write(t('new.name'), title);
    await office.press(t('new.do'));
    await office.isTold(t('text.wanted'));
    await office.holds(t('new.name'), title);
    await office.write(t('new.text'), first);
    await office.press(t('new.do'));
    await office.reads(title);
    await office.sees(t('new.told'));
    decision = new URL(office.page.url()).pathname;
  });

  stage('one consents, one objects and has to say which harm, and all can read it', async () => {
    await group.signIn(council);
    await wanted(group, 'Food Council');
    await says(group, 'objection');
    await group.isTold(group.t.decisions('reason.wanted'));
    await says(group, 'objection', harm);
    await group.sees(group.t.decisions('voice.told'));
    await company.signIn(kitchens);
    await wanted(company, 'Harbour Kitchens');
    await says(company, 'consent');
    await company.sees(harm);
  });

  stage(
    'one asks whether it may be set aside, and as long as another has not consented it stands',
    async () => {
      const t = office.t.decisions;
      await office.goTo(decision);
      await office.follow(office.page.getByRole('link', { name: t('aside.link') }));
      await office.reads(t('aside.title'));
      await office.sees(harm);
      await office.press(t('aside.do'));
      await office.isTold(t('aside.wanted'));
      await office.write(t('aside.why'), 'They can share a pot.');
      await office.press(t('aside.do'));
      await office.sees(t('aside.asked'));
      await office.sees(t('aside.none'));
      await company.goTo('/desk');
      const told = company.t.decisions;
      await company.follow(told('desk.aside', { partner: 'Harbour Kitchens', title }));
      await company.reads(told('aside.title'));
      await company.sees('They can share a pot.');
    },
  );

  stage('the proposal takes the objection in, and all are asked anew', async () => {
    const t = office.t.decisions;
    await office.goTo(decision);
    await office.follow(t('wording'));
    await office.reads(t('wording.title'));
    await office.write(t('wording.text'), second);
    await office.write(t('wording.because'), 'One pot, one soup.');
    await office.press(t('wording.do'));
    await office.sees(t('wording.told'));
    await office.sees(second);
    await office.unfold(t('earlier'));
    await office.sees('One pot, one soup.');
    await office.sees(harm);
    await office.follow(t('voice.link'));
    await says(office, 'consent');
    for (const [one, partner] of [
      [group, 'Food Council'],
      [company, 'Harbour Kitchens'],
    ] as const) {
      await wanted(one, partner, 'again');
      await one.sees(one.t.decisions('voice.changed'));
      await one.sees(second);
      await says(one, 'consent');
    }
  });

  stage(
    'once all have spoken it is adopted, and stands in the register with a day to look again',
    async () => {
      const t = office.t.decisions;
      await office.goTo(decision);
      await office.press(t('end'));
      await office.sees(office.t.decision('reason.no-block', { spoke: '3', asked: '3', who: 'partners' }));
      await office.follow(t('outcome.do'));
      await office.reads(t('outcome.title'));
      await office.write(t('outcome.text'), 'Two soups where there are two pots.');
      await office.press(t('outcome.do'));
      await office.sees(t('outcome.told'));
      await group.goTo(`${home}/decisions`);
      await group.sees('Two soups where there are two pots.');
      await group.sees(group.t.decision('result.holds'));
    },
  );
}
