import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { guideIn } from '../src/guide/guide.ts';
import { roles } from '../src/instruments/structure/rules.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { stagesOf } from './stages.ts';
import { type Manner, openVisitor, type Visitor } from './visitor.ts';

const streets = 'streets.head@elvestad.example';
const council = 'lead@food-council.example';
const kitchens = 'green@brygga.example';
const secret = 'The council answers for it';

/** From a step of the path to a structure that all have agreed on: who leads, owns, pays and bears the risk. */
export function structureChosen(manner: Manner): void {
  let browser: Browser;
  let city: City;
  let office: Visitor;
  let group: Visitor;
  let home = '';
  let round = '';
  let text = '';

  const stage = stagesOf(() => browser);
  const pathOf = (visitor: Visitor) => new URL(visitor.page.url()).pathname;

  beforeAll(async () => {
    [browser, city] = await Promise.all([launchBrowser(), openCity()]);
    home = await foundIn(city.dataFolder, {
      name: 'Canteen Talks',
      facilitator: kitchens,
      partners: [
        { name: 'Streets Office', kind: 'department', lead: streets },
        { name: 'Food Council', kind: 'community', lead: council },
      ],
    });
    [office, group] = await Promise.all([
      openVisitor(browser, city, manner),
      openVisitor(browser, city, manner),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  /** Chooses the same for each role, and seals it. */
  async function answers(one: Visitor, who: 'public' | 'together', told: string, why = '') {
    const t = one.t.structure;
    for (const role of roles) {
      const asked = one.page.getByRole('group', { name: t(`ask.${role}`) });
      await one.tick(asked.getByLabel(t(`who.${who}`)));
    }
    if (why) await one.write(t('why.lead'), why);
    await one.tick(one.page.getByRole('group', { name: t('ask.long') }).getByLabel(t('long.ten')));
    await one.press(one.t.sameQuestions('seal'));
    await one.reads(one.t.sameQuestions('seal.title'));
    await one.press(one.t.sameQuestions('seal.do'));
    await one.sees(told);
  }

  stage('the step of governance leads to the question, and all partners are asked', async () => {
    const t = office.t.sameQuestions;
    const { governance } = guideIn(office.locale).elements;
    await office.signIn(streets);
    await office.goTo(`${home}/path/governance`);
    await office.reads(governance.name);
    await office.follow(office.page.locator(`a[href="${home}/structure"]`).first());
    await office.reads(office.t.structure('title'));
    await office.sees(office.t.structure('part.roles'));
    await office.press(t('new.do'));
    await office.sees(t('asked.told'));
    round = pathOf(office);
  });

  stage('each answers alone, and nobody reads it before all open', async () => {
    const t = office.t.sameQuestions;
    await office.press(t('seal'));
    await office.isTold(
      ...[...roles, 'long' as const].map((aspect) =>
        t('answer.choose', { question: office.t.structure(`ask.${aspect}`) }),
      ),
    );
    await answers(office, 'public', t('sealed.told'), secret);

    await group.signIn(council);
    await group.goTo('/desk');
    const what = group.t.structure('title');
    await group.follow(group.t.sameQuestions('desk.answer', { what, partner: 'Food Council' }));
    expect(await group.page.getByText(secret).count()).toBe(0);
    await answers(group, 'together', t('sealed.last.told'));
  });

  stage('the answers are compared with four structures, and none is marked as the best', async () => {
    const t = group.t.structure;
    await office.goTo(round);
    for (const one of [office, group]) {
      await one.unfold(one.t.sameQuestions('one', { partner: 'Streets Office' }));
      await one.sees(secret);
      await one.sees(t('fit'));
      for (const points of ['9', '18', '15', '14'])
        expect(
          await one.page.getByText(t('points', { n: points, most: '24' }), { exact: true }).count(),
        ).toBe(1);
    }
  });

  stage('a mix is chosen, mistakes cost nothing, and what it means stands for each partner', async () => {
    const t = group.t.structure;
    await group.follow(t('compose.do'));
    await group.reads(t('form.title'));
    await group.tick(t('s.joint'));
    await group.tick(t('s.public-community'));
    await group.write(t('for', { partner: 'Food Council' }), 'Brings the cooks.');
    await group.press(t('form.do'));
    await group.isTold(t('mix.wanted'), t('reasons.wanted'));
    await group.holds(t('for', { partner: 'Food Council' }), 'Brings the cooks.');
    await group.write(t('mix'), 'The city leads, the kitchen is ours together.');
    await group.write(t('reasons'), 'Nobody can carry it alone.');
    await group.press(t('form.do'));
    await group.reads(t('text.title'));
    await group.sees(t('form.told'));
    await group.sees('Brings the cooks.');
    await group.sees(t('role.public-community.public'));
    text = pathOf(group);
  });

  stage('all partners say yes to each section, and the step is agreed', async () => {
    for (const one of [group, office]) {
      const t = one.t.texts;
      await one.goTo('/desk');
      await one.follow(t('desk.answer', { title: one.t.structure('text.title') }));
      await one.reads(t('answers.title'));
      const yes = one.page.getByLabel(t('answers.yes'), { exact: true });
      expect(await yes.count()).toBe(5);
      for (let n = 0; n < 5; n += 1) await one.tick(yes.nth(n));
      await one.press(t('answers.do'));
    }
    await office.goTo(text);
    await office.sees(office.t.texts('text.agreed'));
    await office.goTo(`${home}/path/governance`);
    await office.page.locator('[data-state="agreed"]').first().waitFor();
  });
}
