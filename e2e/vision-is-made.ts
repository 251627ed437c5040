import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { stagesOf } from './stages.ts';
import { type Manner, openVisitor, type Visitor } from './visitor.ts';

const office = 'streets.head@elvestad.example';
const group = 'lead@neighbours.example';
const parts = ['situation', 'activity', 'people', 'effects', 'change'] as const;

/** A vision from sealed drafts to a text that all agreed on, and to what makes them look at it again. */
export function visionIsMade(manner: Manner): void {
  let browser: Browser;
  let city: City;
  let facilitator: Visitor;
  let first: Visitor;
  let second: Visitor;
  let vision = '';
  let text = '';
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
    vision = `${partnership}/vision`;
    facilitator = await openVisitor(browser, city, manner);
    first = await openVisitor(browser, city, manner);
    second = await openVisitor(browser, city, { ...manner, width: 320, height: 700 });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  stage('from the step of the path all partners are asked for their drafts', async () => {
    await facilitator.signIn('admin@elvestad.example');
    await facilitator.goTo(vision.replace('/vision', '/path/vision'));
    await facilitator.follow(facilitator.t.vision('offer'));
    await facilitator.reads(facilitator.t.vision('title'));
    await facilitator.follow(facilitator.t.vision('next.drafts.do'));
    await facilitator.holds(
      facilitator.t.rounds('q.label', { n: 1 }),
      facilitator.t.texts('vision.situation'),
    );
    await facilitator.press(facilitator.t.rounds('ask.do'));
    await facilitator.reads(facilitator.t.rounds('starter.vision'));
  });

  stage('each drafts the five parts alone, and nobody reads them before all are in', async () => {
    for (const [visitor, email] of [
      [first, office],
      [second, group],
    ] as const) {
      const t = visitor.t.rounds;
      await visitor.signIn(email);
      await visitor.goTo(vision);
      await visitor.follow(visitor.t.vision('next.answer.do'));
      expect(await visitor.page.getByText(`${office}: the situation`).count()).toBe(0);
      for (const [n, part] of parts.entries())
        await visitor.page.locator(`textarea[name=q${n + 1}]`).fill(`${email}: the ${part}`);
      await visitor.press(t('seal'));
      await visitor.press(t('seal.do'));
    }
    await second.sees(second.t.rounds('sealed.last.told'));
    await second.sees(`${office}: the situation`);
  });

  stage('one text is made of all drafts, each part with its drafts beside it', async () => {
    const t = first.t.texts;
    await first.goTo(vision);
    await first.follow(first.t.vision('next.merge.do'));
    await first.press(t('begin.do'));
    text = new URL(first.page.url()).pathname;
    for (const part of parts) {
      const write = first.page
        .getByRole('link', { name: t(`vision.${part}`) })
        .filter({ hasText: t('way.write') });
      await first.follow(write.first());
      await first.reads(t('edit.title', { heading: t(`vision.${part}`) }));
      for (const email of [office, group]) await first.sees(`${email}: the ${part}`);
      expect(await first.page.getByText(/: the \w+$/).count(), 'and of no other part').toBe(2);
      await first.write(t('edit.text'), `What we say of the ${part}.`);
      await first.press(t('edit.save'));
    }
  });

  stage('it is agreed once all have said yes to each section', async () => {
    for (const visitor of [first, second]) {
      await visitor.goTo(`${text}/answers`);
      for (const yes of await visitor.page.getByLabel(visitor.t.texts('answers.yes')).all())
        await visitor.tick(yes);
      await visitor.press(visitor.t.texts('answers.do'));
    }
    await second.sees(second.t.texts('answers.told.agreed'));
    await second.sees(second.t.texts('text.agreed'));
    await facilitator.goTo(vision);
    await facilitator.sees(facilitator.t.vision('text.agreed'));
  });

  stage(
    'it is looked at again when something happens that was named before, until somebody says that it holds',
    async () => {
      const t = first.t.texts;
      await first.goTo(text);
      await first.follow(t('aside.occasions.set'));
      await first.write(t('event'), 'The council changes');
      await first.write(t('sign'), 'The election in May');
      await first.press(t('occasion.do'));
      await second.goTo(text);
      await second.follow(t('aside.happened'));
      await second.unfold(t('happened'));
      await second.write(t('what'), 'A new council since Monday');
      await second.press(second.page.getByRole('button', { name: t('happened.do') }));
      await second.sees('A new council since Monday');
      await second.sees(t('next.revisit'));
      await first.goTo('/desk');
      await first.sees(t('desk.revisit', { title: first.t.rounds('starter.vision') }));
      await first.goTo(text);
      await first.follow(t('next.revisit.do'));
      await first.tick(t('frame.kept'));
      await first.press(t('frame.again.do'));
      await first.sees(t('frame.told.kept'));
      expect(await first.page.getByText('A new council since Monday').count()).toBe(0);
    },
  );
}
