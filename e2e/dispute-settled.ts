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
const title = 'Who pays the cook';
const happened = 'In May and in June the Streets Office paid the cook.';
const mediator = 'Ada Berg, Mediation House';

/** Two organisations settle a dispute step by step; a third one knows that there is one, and no more. */
export function disputeSettled(manner: Manner): void {
  let browser: Browser;
  let city: City;
  let office: Visitor;
  let group: Visitor;
  let company: Visitor;
  let home = '';
  let dispute = '';

  const stage = stagesOf(() => browser);

  beforeAll(async () => {
    [browser, city] = await Promise.all([launchBrowser(), openCity()]);
    home = await foundIn(city.dataFolder, {
      name: 'Canteen Talks',
      facilitator: kitchens,
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

  async function wanted(one: Visitor, which: 'raised' | 'answer' | 'fair' | 'helper') {
    await one.goTo('/desk');
    await one.follow(one.t.disputes(`desk.${which}`, { title }));
  }

  async function says(one: Visitor, answer: 'settle.yes' | 'yes' | 'no', why = '') {
    const t = one.t.disputes;
    await one.tick(one.page.getByLabel(t(`answer.${answer}`), { exact: true }));
    if (why) await one.write(t('answer.reason'), why);
    await one.press(t('answer.do'));
  }

  stage('one raises it in neutral words, and mistakes in the form cost nothing', async () => {
    const t = office.t.disputes;
    await office.signIn(streets);
    await office.goTo(`${home}/disputes`);
    await office.reads(t('title'));
    await office.sees(t('empty'));
    await office.follow(t('raise'));
    await office.sees(t('new.neutral'));
    await office.write(t('new.name'), title);
    await office.tick('Food Council');
    await office.tick(office.page.getByLabel(t('about.money'), { exact: true }));
    await office.write(t('new.happened'), happened);
    await office.press(t('new.do'));
    await office.isTold(t('wants.wanted'));
    await office.holds(t('new.happened'), happened);
    await office.write(t('new.wants'), 'That each of us pays every second month.');
    await office.press(t('new.do'));
    await office.reads(title);
    await office.sees(t('new.told'));
    dispute = new URL(office.page.url()).pathname;
  });

  stage(
    'the other finds it on the desk, they talk, and each says beside the log how it sees it',
    async () => {
      const t = group.t.disputes;
      await group.signIn(council);
      await wanted(group, 'raised');
      await group.sees(happened);
      await group.follow(t('step.begin'));
      await group.press(t('step.do.begin'));
      await group.sees(t('step.told'));
      await group.follow(t('log.note'));
      await group.write(t('note.text'), 'Both of us spoke for an hour.');
      await group.press(t('note.do'));
      await group.sees('Both of us spoke for an hour.');
      await office.goTo(dispute);
      await office.follow(office.page.getByRole('link', { name: office.t.disputes('log.view') }).last());
      await office.write(office.t.disputes('view.text', { partner: 'Streets Office' }), 'It was short.');
      await office.press(office.t.disputes('view.do'));
      await office.sees('It was short.');
    },
  );

  stage('it goes up with a reason, and who helps is whom both sides accept', async () => {
    const t = office.t.disputes;
    await office.follow(t('step.up', { step: t('step.facilitated') }));
    await office.press(t('step.do'));
    await office.isTold(t('reason.wanted'));
    await office.write(t('step.reason'), 'We each said it twice.');
    await office.press(t('step.do'));
    await wanted(office, 'helper');
    await office.write(t('helper.name'), mediator);
    await office.press(t('helper.do'));
    await office.sees(t('helper.told'));
    await wanted(group, 'answer');
    await says(group, 'yes');
    await group.sees(group.t.disputes('now.helper', { name: mediator }));
  });

  stage('it is settled in the words that both have confirmed', async () => {
    const t = office.t.disputes;
    await office.goTo(dispute);
    await office.follow(t('settle.link'));
    await office.write(t('settle.text'), 'Food Council pays.');
    await office.press(t('settle.do'));
    await wanted(group, 'answer');
    await says(group, 'no');
    await group.isTold(group.t.disputes('no.wanted'));
    await says(group, 'no', 'Not alone.');
    await group.sees('Not alone.');
    await group.follow(group.t.disputes('settle.link'));
    await group.write(group.t.disputes('settle.text'), 'We pay in turn.');
    await group.press(group.t.disputes('settle.do'));
    await wanted(office, 'answer');
    await says(office, 'settle.yes');
    await office.sees(t('log.ended.settled'));
  });

  stage(
    'who is not part of it knew that there was one; whether it was fair opens once both have said',
    async () => {
      await company.signIn(kitchens);
      await company.goTo(`${home}/disputes`);
      await company.sees(company.t.disputes('all.none'));
      for (const [one, fair, partner] of [
        [office, 'yes', 'Streets Office'],
        [group, 'partly', 'Food Council'],
      ] as const) {
        const t = one.t.disputes;
        await wanted(one, 'fair');
        await one.sees(t('fair.question', { partner }));
        await one.tick(one.page.getByLabel(t(`fair.${fair}`), { exact: true }));
        await one.press(t('fair.do'));
        await one.sees(t('fair.told'));
      }
      await group.sees(group.t.disputes('fair.partly'));
      await office.goTo(dispute);
      await office.sees(office.t.disputes('fair.partly'));
    },
  );
}
