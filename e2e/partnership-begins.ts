import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { guideIn } from '../src/guide/guide.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { linkIn } from './mailbox.ts';
import { actsOf } from './partnership-acts.ts';
import { said } from './partnership-words.ts';
import { stagesOf } from './stages.ts';
import { type Manner, openVisitor, type Visitor } from './visitor.ts';

const streets = 'streets.head@elvestad.example';
const council = 'lead@food-council.example';
const kitchens = 'green@brygga.example';
const baker = 'ada@bakers.example';

/**
 * A partnership from its first page to its first agreement: five partners, one of them by link and one without
 * people of its own, answer a question twice and agree on one text. In whatever manner they use their browsers.
 */
export function partnershipBegins(manner: Manner & { locale?: keyof typeof said }): void {
  const story = said[manner.locale ?? 'en'];
  const { seals, records, marks, saysYes } = actsOf(story);
  let browser: Browser;
  let city: City;
  let founder: Visitor;
  let speaker: Visitor;
  let cook: Visitor;
  let ada: Visitor;
  /** Where the partnership, its round and its text are. */
  let home = '';
  let round = '';
  let text = '';

  const stage = stagesOf(() => browser);
  const pathOf = (visitor: Visitor) => new URL(visitor.page.url()).pathname;

  beforeAll(async () => {
    [browser, city] = await Promise.all([launchBrowser(), openCity()]);
    [founder, speaker, cook, ada] = await Promise.all([
      openVisitor(browser, city, manner),
      openVisitor(browser, city, manner),
      openVisitor(browser, city, manner),
      openVisitor(browser, city, { ...manner, withoutPassword: true }),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  stage('somebody puts a partnership together on three pages, and mistakes cost nothing', async () => {
    const t = founder.t.partnerships;
    await founder.signIn(streets);
    await founder.goTo('/partnerships');
    await founder.sees(t('list.empty'));
    await founder.follow(t('begin'));
    await founder.reads(t('what.title'));
    await founder.write(t('what.name'), story.name);
    await founder.press(t('step.next'));
    await founder.isTold(t('purpose.wanted'));
    await founder.holds(t('what.name'), story.name);
    await founder.write(t('what.purpose'), story.purpose);
    await founder.write(t('what.place'), story.place);
    await founder.press(t('step.next'));

    await founder.reads(t('who.title'));
    await founder.tick(story.streets);
    await founder.write(t('invited'), `${council}\n${kitchens}\nAda bakers.example`);
    await founder.press(t('step.next'));
    await founder.isTold(t('invited.faulty'));
    await founder.sees(t('invited.line', { line: 3, words: 'Ada bakers.example' }));
    await founder.write(t('invited'), `${council}\n${kitchens}\nAda <${baker}>`);
    await founder.press(t('step.next'));

    await founder.reads(t('start.title'));
    for (const shown of [story.name, story.purpose, story.streets, council, kitchens, baker])
      await founder.sees(shown);
    expect(city.mailbox.all.filter((mail) => mail.to[0]?.address === baker)).toEqual([]);
    await founder.press(t('start.send', { n: 3 }));
    await founder.reads(story.name);
    await founder.sees(t('begun.told', { n: 3 }));
    home = pathOf(founder);
  });

  stage('a group that does not sign in is added by who facilitates', async () => {
    const t = founder.t.partnerships;
    await founder.follow(t('people.all'));
    await founder.follow(t('silent'));
    await founder.write(t('silent.name'), story.choir);
    await founder.choose(t('kind'), t('kind.community'));
    await founder.press(t('silent.do'));
    await founder.sees(t('silent.told', { name: story.choir }));
    await founder.sees(t('partner.silent'));
  });

  stage('two join with their accounts: one from the mail, one from their desk', async () => {
    const t = speaker.t.partnerships;
    await speaker.goTo(linkIn(await city.mailbox.next(council), city));
    await speaker.reads(t('invitation', { name: story.name }));
    await speaker.sees(story.purpose);
    // The header has a link of this name too, which leads to the desk.
    await speaker.follow(speaker.page.getByRole('main').getByRole('link', { name: t('accept.signIn') }));
    await speaker.write(speaker.t.accounts('signIn.email'), council);
    await speaker.write(speaker.t.accounts('signIn.password'), city.passwordOf(council));
    await speaker.press(speaker.t.accounts('signIn.do'));
    await speaker.reads(t('invitation', { name: story.name }));
    await speaker.tick(story.council);

    await cook.signIn(kitchens);
    await cook.follow(t('desk.invited', { name: story.name }));
    await cook.tick(story.kitchens);

    for (const one of [speaker, cook]) {
      await one.press(t('accept.do'));
      await one.reads(story.name);
      await one.sees(t('accept.told'));
      await one.sees(story.choir);
    }
  });

  stage('one takes part without an account, and comes back by the link in a mail', async () => {
    const t = ada.t.partnerships;
    const there = await openVisitor(browser, city, { ...manner, withoutPassword: true });
    await there.goTo(linkIn(await city.mailbox.next(baker), city));
    await there.holds(t('accept.name'), 'Ada');
    await there.press(t('accept.do'));
    await there.isTold(t('group.wanted'), t('kind.wanted'));
    await there.write(t('accept.group'), story.bakery);
    await there.choose(t('kind'), t('kind.business'));
    await there.press(t('accept.do'));
    await there.reads(story.name);
    await there.sees(t('accept.told'));
    await there.close();

    await ada.goTo(linkIn(await city.mailbox.next(baker), city));
    await ada.reads(t('goOn', { name: 'Ada' }));
    await ada.press(t('goOn.do'));
    await ada.reads(story.name);
    for (const partner of [story.streets, story.council, story.kitchens, story.bakery, story.choir])
      await ada.sees(partner);
  });

  stage('a question is asked, and all answers open with the last one', async () => {
    const t = founder.t.rounds;
    const { first } = story;
    await founder.goTo(home);
    await founder.follow(t('rounds'));
    await founder.sees(t('empty'));
    await founder.follow(t('ask.begin'));
    await founder.write(t('title.label'), story.title);
    await founder.press(t('ask.do'));
    await founder.isTold(t('q.wanted'));
    await founder.holds(t('title.label'), story.title);
    await founder.write(t('q.label', { n: 1 }), story.question);
    await founder.press(t('ask.do'));
    await founder.reads(story.title);
    await founder.sees(t('asked.told'));
    round = pathOf(founder);
    await records(founder, first.choir);

    await seals(founder, first.streets, t('sealed.told'));
    await seals(speaker, first.council, t('sealed.told'));
    await seals(cook, first.kitchens, t('sealed.told'));
    await cook.sees(t('in.state', { n: 4, of: 5 }));
    for (const secret of [first.streets, first.council, first.choir])
      expect(await cook.page.getByText(secret).count()).toBe(0);
    await seals(ada, first.bakery, t('sealed.last.told'));
    for (const words of Object.values(first)) await ada.sees(words);
  });

  stage('one marks what they share, the others see nothing to mark yet', async () => {
    const t = founder.t.rounds;
    await founder.goTo('/desk');
    await founder.follow(t('desk.mark', { title: story.title }));
    await marks(founder);
    for (const one of [speaker, cook, ada]) {
      await one.goTo(round);
      await one.sees(t('mark.by', { who: story.streets }));
    }
  });

  stage('the same is asked once more, and what has changed is shown', async () => {
    const t = founder.t.rounds;
    const { first, second } = story;
    await founder.follow(t('next.again'));
    await founder.reads(t('again.title'));
    await founder.sees(story.question);
    await founder.press(t('ask.do'));
    await founder.sees(t('asked.told'));
    round = pathOf(founder);
    await records(founder, first.choir);

    await seals(founder, first.streets, t('sealed.told'), true);
    await seals(speaker, second.council, t('sealed.told'), true);
    await seals(ada, first.bakery, t('sealed.told'), true);
    await seals(cook, first.kitchens, t('sealed.last.told'), true);
    await cook.sees(t('changes.none'));
    await cook.unfold(t('changes'));
    await cook.page.locator('ins', { hasText: story.added }).waitFor();

    await marks(cook);
    for (const one of [founder, speaker, ada]) {
      await one.goTo(round);
      await one.press(one.page.getByRole('button', { name: t('voice.yes') }));
      await one.sees(t('voice.yes.told', { label: story.label }));
    }
  });

  stage('one text is written together, under headings of their own', async () => {
    const t = founder.t.texts;
    await founder.goTo(home);
    await founder.follow(t('title'));
    await founder.sees(t('list.empty'));
    await founder.follow(t('list.begin'));
    await founder.write(t('form.title'), story.text);
    await founder.tick(t('begin.from.empty'));
    await founder.write(t('begin.headings'), story.sections.map(({ heading }) => heading).join('\n'));
    await founder.press(t('begin.do'));
    await founder.reads(story.text);
    await founder.sees(t('begin.told'));
    text = pathOf(founder);
    await founder.sees(t('next.write', { heading: story.sections[0].heading }));
    for (const [n, { heading, words }] of story.sections.entries()) {
      const writer = n === 0 ? founder : ada;
      await writer.goTo(text);
      const section = writer.page.getByRole('article').filter({ hasText: heading });
      await writer.follow(section.getByRole('link', { name: t('way.write') }));
      await writer.reads(t('edit.title', { heading }));
      await writer.write(t('edit.text'), words);
      await writer.press(t('edit.save'));
      await writer.sees(t('edit.told'));
      await writer.sees(words);
    }
  });

  stage('each partner gives its word, and with the last one the text is agreed', async () => {
    const t = founder.t.texts;
    for (const one of [founder, speaker, cook, ada]) {
      await one.goTo('/desk');
      await one.follow(t('desk.answer', { title: story.text }));
      await one.reads(t('answers.title'));
      await saysYes(one, t('answers.told'));
    }
    await founder.goTo(text);
    await founder.sees(t('next.record', { partner: story.choir }));
    await founder.follow(t('next.record.do'));
    await founder.reads(t('answers.for', { partner: story.choir }));
    await saysYes(founder, t('answers.told.agreed'), story.choir);
    await founder.sees(t('text.agreed'));

    for (const one of [speaker, cook, ada]) {
      await one.goTo(text);
      await one.sees(t('text.agreed'));
      for (const { words } of story.sections) await one.sees(words);
    }
  });

  stage('nothing waits for anybody any more, and their pages say so', async () => {
    for (const one of [founder, speaker, cook, ada]) {
      await one.goTo(home);
      const { partners } = guideIn(one.locale).elements;
      await one.sees(one.t.path('proposal', { step: partners.name }));
      await one.goTo('/desk');
      // The sample city has other things on some desks.
      expect(await one.page.locator('.tasks', { hasText: story.name }).count()).toBe(0);
    }
    await ada.sees(ada.t.desk('empty'));
  });
}
