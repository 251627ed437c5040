import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { writeDate } from '../src/platform/i18n/dates.ts';
import { dayOf } from '../src/platform/working-days.ts';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { linkIn } from './mailbox.ts';
import { stagesOf } from './stages.ts';
import { type Manner, openVisitor, type Visitor } from './visitor.ts';

const address = 'nora@hill.example';
const mobilityContact = 'mobility.contact@elvestad.example';
const streetsContact = 'streets.head@elvestad.example';

/** What people say, each in their own language. */
const said = {
  en: {
    question: 'who do I ask to close our steet for the sumer',
    streets: 'Streets and Public Space',
    mobility: 'Mobility Department',
    goal: 'Streets to live in',
    name: 'Nora from the hill',
    group: 'Hill Lane neighbours',
    title: 'A summer street in Hill Lane',
    want: 'We want Hill Lane free of cars in July and August, with benches and chalk.',
    bring: 'Fourteen neighbours who take turns at the barrier.',
    ask: 'A permit for nine weeks and two barriers.',
    meeting: 'Tuesdays after five, in a place without steps.',
    passedOn: 'You decide on whole seasons. There is no bus in Hill Lane.',
    yes: 'Yes, gladly. The barriers stand ready in room 14.',
    day: (date: Date) => `${date.getDate()}.${date.getMonth() + 1}.${date.getFullYear()}`,
  },
  de: {
    question: 'wen frage ich, wenn wir unsere Strase im Somer sperren wollen',
    streets: 'Straßen und öffentlicher Raum',
    mobility: 'Mobilität',
    goal: 'Straßen zum Leben',
    name: 'Nora vom Hügel',
    group: 'Nachbarschaft Hügelgasse',
    title: 'Die Hügelgasse als Sommerstraße',
    want: 'Wir möchten die Hügelgasse im Juli und August frei von Autos halten, mit Bänken und Kreide.',
    bring: 'Vierzehn Leute, die sich an der Schranke abwechseln.',
    ask: 'Eine Erlaubnis für neun Wochen und zwei Schranken.',
    meeting: 'Dienstags nach fünf, an einem Ort ohne Stufen.',
    passedOn: 'Über ganze Saisons entscheiden Sie. In der Hügelgasse fährt kein Bus.',
    yes: 'Ja, gern. Die Schranken stehen in Zimmer 14 bereit.',
    day: (date: Date) => `${date.getDate()}.${date.getMonth() + 1}.`,
  },
  nb: {
    question: 'hvem spør jeg om å stenge gaten vår i somer',
    streets: 'Gater og byrom',
    mobility: 'Trafikk og mobilitet',
    goal: 'Gater å leve i',
    name: 'Nora fra bakken',
    group: 'Naboene i Bakkegata',
    title: 'Sommergate i Bakkegata',
    want: 'Vi vil ha Bakkegata fri for biler i juli og august, med benker og kritt.',
    bring: 'Fjorten naboer som bytter på å passe bommen.',
    ask: 'En tillatelse for ni uker og to bommer.',
    meeting: 'Tirsdager etter klokken fem, et sted uten trapper.',
    passedOn: 'Hele sesonger bestemmer dere over. Det går ingen buss i Bakkegata.',
    yes: 'Ja, gjerne. Bommene står klare på rom 14.',
    day: (date: Date) => writeDate(dayOf(date, 'UTC'), 'long', { locale: 'nb', timeZone: 'UTC' }),
  },
  nl: {
    question: 'bij wie moet ik zijn om onze straat in de zommer af te sluiten',
    streets: 'Straten en openbare ruimte',
    mobility: 'Verkeer en vervoer',
    goal: 'Straten om in te leven',
    name: 'Nora van de heuvel',
    group: 'Buren van de Heuvelsteeg',
    title: 'Een zomerstraat in de Heuvelsteeg',
    want: 'Wij willen de Heuvelsteeg in juli en augustus autovrij, met banken en stoepkrijt.',
    bring: 'Veertien buren die om de beurt op de slagboom passen.',
    ask: 'Een vergunning voor negen weken en twee slagbomen.',
    meeting: 'Dinsdag na vijf uur, op een plek zonder trap.',
    passedOn: 'Over hele seizoenen beslist u. In de Heuvelsteeg rijdt geen bus.',
    yes: 'Ja, graag. De slagbomen staan klaar in kamer 14.',
    day: (date: Date) => `${date.getDate()}-${date.getMonth() + 1}-${date.getFullYear()}`,
  },
} as const;

/**
 * A stranger finds out who decides on using a street for a summer, writes to the wrong office, is sent on,
 * answered and told: in whatever manner they use their browser.
 */
export function strangerAsks(manner: Manner): void {
  const locale = manner.locale ?? 'en';
  const story = said[locale];
  let browser: Browser;
  let city: City;
  let stranger: Visitor;
  /** Where the stranger follows the request. */
  let following = '';

  const stage = stagesOf(() => browser);

  beforeAll(async () => {
    [browser, city] = await Promise.all([launchBrowser(), openCity()]);
    stranger = await openVisitor(browser, city, { ...manner, withoutPassword: true });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  stage('a stranger finds who decides, in their own words and with slips of the keyboard', async () => {
    const { t } = stranger;
    await stranger.goTo('/');
    if (manner.scripts === false) expect(await warns(stranger), 'nothing is sent here').toBe(false);
    if (manner.keys) await skipsToTheMatter(stranger);
    await stranger.write(t.city('home.find'), story.question);
    await stranger.press(t.ui('find'));
    expect(await stranger.page.locator('main h2').first().textContent()).toContain(story.streets);
    await stranger.follow(story.streets);
    await stranger.reads(story.streets);
  });

  stage('they write to the wrong office, and mistakes cost nothing', async () => {
    const t = stranger.t.firstContact;
    await stranger.follow(story.mobility);
    await stranger.follow(stranger.t.directory('write.begin'));
    await stranger.reads(t('brief.title', { name: story.mobility }));
    // Without scripts nothing keeps what was typed when they choose another language.
    if (manner.scripts === false) expect(await warns(stranger)).toBe(true);

    await stranger.write(t('want.label'), story.want);
    await stranger.press(t('step.next', { n: 2 }));
    await stranger.isTold(t('title.missing'), t('bring.missing'));
    await stranger.holds(t('want.label'), story.want);
    await stranger.write(t('title.label'), story.title);
    await stranger.write(t('bring.label'), story.bring);
    await stranger.choose(t('goal.label'), story.goal);
    await stranger.press(t('step.next', { n: 2 }));

    await stranger.write(t('ask.label'), story.ask);
    await stranger.write(t('day.label'), '31.2.');
    await stranger.write(t('meeting.label'), story.meeting);
    await stranger.press(t('step.next', { n: 3 }));
    await stranger.isTold(t('day.unread', { day: '…' }), t('meet.choose'));
    await stranger.holds(t('ask.label'), story.ask);
    await stranger.holds(t('meeting.label'), story.meeting);
    await stranger.write(t('day.label'), story.day(inDays(60)));
    await stranger.tick(t('meet.yes'));
    await stranger.press(t('step.next', { n: 3 }));

    await stranger.write(t('name.label'), story.name);
    await stranger.write(t('email.label'), 'nora at hill');
    await stranger.press(t('step.read'));
    await stranger.isTold(t('email.wrong'));
    await stranger.holds(t('name.label'), story.name);
    await stranger.write(t('email.label'), address);
    await stranger.write(t('group.label'), story.group);
    await stranger.tick(t('open.label'));
    await stranger.press(t('step.read'));

    await stranger.reads(t('review.title'));
    for (const text of [story.title, story.want, story.bring, story.ask, story.meeting, story.goal])
      await stranger.sees(text);
  });

  stage('a link in a mail says that it was they who wrote, without a password', async () => {
    const t = stranger.t.firstContact;
    // Somebody who writes takes longer than a browser that is driven.
    await city.moveTime('5 minutes');
    await stranger.press(t('review.send.guest'));
    await stranger.reads(t('waiting.title'));

    const mail = await city.mailbox.next(address);
    await stranger.goTo(linkIn(mail, city));
    await stranger.reads(t('confirm.title'));
    await stranger.press(t('confirm.do', { name: story.mobility }));
    await stranger.reads(story.title);
    await stranger.sees(t('sent.told'));
    following = stranger.page.url();

    const arrived = await city.mailbox.next(address);
    expect(linkIn(arrived, city)).toBe(following);
  });

  stage('the office that got it by mistake sends it on, straight from its mail', async () => {
    const office = await openVisitor(browser, city, { ...manner, withoutPassword: true });
    const t = office.t.firstContact;
    await office.goTo(linkIn(await city.mailbox.next(mobilityContact), city));
    await office.reads(story.title);
    await office.follow(t('do.forwarded.unit'));
    await office.press(t('act.forwarded.unit.do'));
    await office.isTold(t('act.note.forwarded'));
    await office.write(t('note.forwarded.unit'), story.passedOn);
    await office.press(t('act.forwarded.unit.do'));
    await office.isTold(t('act.to'));
    await office.holds(t('note.forwarded.unit'), story.passedOn);
    await office.choose(t('forward.to'), story.streets);
    await office.press(t('act.forwarded.unit.do'));
    await office.reads(t('answered.title'));
    await office.close();
  });

  stage('the right office says yes', async () => {
    const office = await openVisitor(browser, city, manner);
    const t = office.t.firstContact;
    const mail = await city.mailbox.next(streetsContact);
    await office.signIn(streetsContact);
    await office.follow(t('desk.answer', { asker: story.group, title: story.title }));
    await office.reads(story.title);
    expect(mail.text).toContain(story.title);
    await office.follow(t('do.accepted.unit'));
    await office.write(t('note.accepted.unit'), story.yes);
    await office.press(t('act.accepted.unit.do'));
    await office.sees(t('told.accepted.unit'));
    await office.close();
  });

  stage('the stranger is told by mail at each turn, and reads the answer behind their link', async () => {
    const t = stranger.t.firstContact;
    const sentOn = await city.mailbox.next(address);
    expect(sentOn.text).toContain(story.passedOn);
    expect(linkIn(sentOn, city)).toBe(following);
    const answered = await city.mailbox.next(address);
    const n = Number(/\d+/.exec(answered.subject!)![0]);
    expect(answered.subject).toBe(t('mail.accepted.subject', { n, unit: story.streets }));
    expect(answered.text).toContain(story.yes);

    await stranger.goTo(linkIn(answered, city));
    await stranger.reads(story.title);
    await stranger.sees(t('answer.accepted'));
    await stranger.sees(story.yes);
    await stranger.sees(story.passedOn);
    await stranger.close();
  });
}

/** The first stop of every page leads past what stands on all of them. */
async function skipsToTheMatter({ page, t }: Visitor): Promise<void> {
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: t.ui('skip'), exact: true });
  expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
  expect(await skip.evaluate((link) => link.getBoundingClientRect().top >= 0)).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'main');
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}

/**
 * Is it said beside the languages that what is typed gets lost? A browser whose scripts are held back from outside reads
 * what stands in `noscript`, but does not draw it: so the style is asked.
 */
function warns({ page }: Visitor): Promise<boolean> {
  return page.locator('noscript .loses-typed').evaluate((said) => getComputedStyle(said).display !== 'none');
}
