import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { longest } from '../src/guide/adapted.ts';
import { guideIn } from '../src/guide/guide.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { stagesOf } from './stages.ts';
import { type Manner, openVisitor, type Visitor } from './visitor.ts';

const said = {
  about: 'What we want here by the river, in our own words.',
  question: 'Who swims in the river in ten years?',
};

/** A city puts a step of the guide in its own words: everybody reads it, and it goes back as easily. */
export function guideIsAdapted(manner: Manner): void {
  const locale = manner.locale ?? 'en';
  const { vision } = guideIn(locale).elements;
  let browser: Browser;
  let city: City;
  let keeper: Visitor;
  let resident: Visitor;

  const stage = stagesOf(() => browser);

  beforeAll(async () => {
    [browser, city] = await Promise.all([launchBrowser(), openCity()]);
    keeper = await openVisitor(browser, city, manner);
    resident = await openVisitor(browser, city, {
      ...manner,
      keys: false,
      scripts: true,
      width: 320,
      height: 640,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  stage('who looks after the city finds the step among its settings', async () => {
    const t = keeper.t.guide;
    await keeper.signIn('admin@elvestad.example');
    await keeper.goTo('/settings');
    await keeper.follow(t('adapt'));
    await keeper.follow(vision.name);
    await keeper.holds(t('adapt.part.about'), vision.about);
  });

  stage('what is too long is said beside its field, and nothing typed is lost', async () => {
    const t = keeper.t.guide;
    await keeper.write(t('adapt.part.about'), said.about);
    await keeper.write(t('adapt.part.name'), 'x'.repeat(longest.name + 1));
    await keeper.press(t('adapt.save'));
    await keeper.isTold(t('text.long'));
    await keeper.holds(t('adapt.part.about'), said.about);
  });

  stage(
    'the city’s own words are what everybody reads, and what the guide says stands beside them',
    async () => {
      const t = keeper.t.guide;
      await keeper.write(t('adapt.part.name'), vision.name);
      await keeper.write(t('adapt.question', { n: 1 }), said.question);
      await keeper.press(t('adapt.save'));
      await keeper.sees(t('adapt.told'));
      await resident.goTo('/guide/vision');
      await resident.sees(said.about);
      await resident.sees(said.question);
      await resident.unfold(resident.t.guide('changed', { city: 'Elvestad', n: 2 }));
      // Taken out beside put in, word for word.
      await resident.page.locator('ins').first().waitFor();
      await resident.page.locator('del').first().waitFor();
    },
  );

  stage('an empty part goes back to the words of the guide', async () => {
    const t = keeper.t.guide;
    await keeper.write(t('adapt.part.about'), '');
    await keeper.press(t('adapt.save'));
    await keeper.sees(t('adapt.told'));
    await resident.goTo('/guide/vision');
    await resident.sees(vision.about);
    await resident.sees(said.question);
    expect(await resident.page.getByText(said.about).count()).toBe(0);
  });
}
