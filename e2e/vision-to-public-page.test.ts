import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { stagesOf } from './stages.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const office = 'streets.head@elvestad.example';
const group = 'lead@neighbours.example';
const vision = 'In three years children play in every second street.';
const what = 'We close streets on Sundays, so that people can meet.';
const german = {
  name: 'Spielstraßen',
  what: 'Wir sperren sonntags Straßen.',
  text: 'In drei Jahren spielen Kinder in jeder zweiten Straße.',
};

let browser: Browser;
let city: City;
let partnership: string;
let text: string;
let first: Visitor;
let second: Visitor;

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
  partnership = await foundIn(city.dataFolder, {
    name: 'Play Streets',
    facilitator: 'admin@elvestad.example',
    partners: [
      { name: 'Street Office', kind: 'department', lead: office },
      { name: 'Mill Street Neighbours', kind: 'community', lead: group },
    ],
  });
  first = await openVisitor(browser, city);
  second = await openVisitor(browser, city, { width: 320, height: 640 });
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

const stage = stagesOf(() => browser);

stage('two agree on a vision', async () => {
  const t = first.t.texts;
  await first.signIn(office);
  await second.signIn(group);
  await first.goTo(`${partnership}/texts`);
  await first.follow(t('list.begin'));
  await first.write(t('form.title'), 'Our vision');
  await first.tick(t('begin.from.empty'));
  await first.write(t('begin.headings'), 'What we want');
  await first.press(t('begin.do'));
  text = new URL(first.page.url()).pathname;
  await first.follow(t('next.write.do'));
  await first.write(t('edit.text'), vision);
  await first.press(t('edit.save'));
  for (const one of [first, second]) {
    await one.goTo(`${text}/answers`);
    await one.tick(t('answers.yes'));
    await one.press(t('answers.do'));
  }
});

stage('one puts a page together, from the step of the story; nobody outside sees it', async () => {
  const t = first.t.publicPage;
  await first.goTo(`${partnership}/path/story`);
  await first.follow(t('offer'));
  await first.reads(t('title'));
  await first.follow(t('making'));
  await first.write(t('what.label'), what);
  await first.tick(t('sections.whole', { title: 'Our vision' }));
  await first.press(t('making.do'));
  await first.sees(t('making.told'));
  const stranger = await openVisitor(browser, city);
  await stranger.meets(404, '/open/play-streets');
  await stranger.close();
});

stage('both look at it and say yes, one on a phone; it is public by that', async () => {
  const t = first.t.publicPage;
  await first.follow(t('preview.do'));
  await first.sees(vision);
  await first.tick(t('answer.yes'));
  await first.press(t('answer.do'));
  await first.sees(t('answer.told'));
  await second.goTo('/desk');
  await second.follow(t('desk', { partnership: 'Play Streets' }));
  await second.follow(t('preview.do'));
  await second.tick(t('answer.yes'));
  await second.press(t('answer.do'));
  await second.sees(t('answer.out.told'));
  await second.press(t('name.do'));
  await second.sees(t('name.yes.told'));
});

stage('it is translated by hand', async () => {
  const t = first.t.publicPage;
  await first.goTo(`${partnership}/public`);
  await first.follow('German');
  await first.write(t('part.name'), german.name);
  await first.write(t('part.what'), german.what);
  await first.write(t('part.text'), german.text);
  await first.press(t('translating.do'));
  await first.sees(t('translating.told', { n: 3 }));
});

stage('everybody reads it: in English, in German, and without scripts', async () => {
  const stranger = await openVisitor(browser, city);
  await stranger.goTo('/');
  await stranger.follow('Play Streets');
  await stranger.sees(vision);
  await stranger.sees('Mill Street Neighbours');
  await stranger.close();

  const phone = await openVisitor(browser, city, {
    locale: 'de',
    width: 320,
    height: 640,
    scripts: false,
    dark: true,
  });
  await phone.goTo('/open');
  await phone.follow(german.name);
  await phone.reads(german.name);
  await phone.sees(german.text);
  await phone.sees('einer der Partner');
  // The switch of the page leads to what was written, and says what language that is.
  await phone.page.getByRole('link', { name: 'English' }).first().click();
  await phone.page.waitForURL('**/open/play-streets/en');
  expect(await phone.page.locator('html').getAttribute('lang')).toBe('en');
  await phone.page.getByText(vision).waitFor();
  await phone.close();
});

stage('its feeds are well-formed, and its card is a picture', async () => {
  const stranger = await openVisitor(browser, city);
  await stranger.goTo('/open/play-streets');
  const feeds = await stranger.page.evaluate(async () => {
    const read = async (path: string) => {
      const response = await fetch(path);
      const xml = new DOMParser().parseFromString(await response.text(), 'application/xml');
      const of = (name: string, within: Element | Document = xml) => [
        ...within.getElementsByTagNameNS('http://www.w3.org/2005/Atom', name),
      ];
      return {
        broken: xml.querySelector('parsererror')?.textContent ?? '',
        root: xml.documentElement.localName,
        entries: of('entry').map((entry) =>
          ['id', 'title', 'updated'].map((name) => of(name, entry)[0]?.textContent ?? 'none'),
        ),
      };
    };
    return Promise.all(['/open/play-streets/feed.atom', '/open/feed.atom'].map(read));
  });
  for (const { broken, root, entries } of feeds) {
    expect([broken, root]).toEqual(['', 'feed']);
    expect(entries.length).toBeGreaterThan(0);
    for (const [id, title, updated] of entries) {
      expect(id).toMatch(/^urn:uuid:/);
      expect(title).not.toBe('');
      expect(updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  }
  const size = await stranger.page.evaluate(async () => {
    const bitmap = await createImageBitmap(await (await fetch('/open/play-streets/card.png')).blob());
    return [bitmap.width, bitmap.height];
  });
  expect(size).toEqual([1200, 630]);
  await stranger.close();
});

stage('one partner takes it off, and it is gone', async () => {
  const t = second.t.publicPage;
  await second.goTo(`${partnership}/public`);
  await second.unfold(t('removal'));
  await second.write(t('removal.reason'), 'We want to talk first');
  await second.press(t('removal.do'));
  await second.sees(t('removal.told'));
  const stranger = await openVisitor(browser, city);
  await stranger.meets(404, '/open/play-streets');
  await stranger.close();
});
