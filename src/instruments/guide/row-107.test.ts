import { parse } from 'node-html-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { elements } from '../../guide/elements.ts';
import { guideIn } from '../../guide/guide.ts';
import { readings } from '../../guide/library.ts';
import { locales } from '../../platform/i18n/locale.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

/** As it stands in HTML. */
const written = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

describe('the guide, for anybody', () => {
  it.each(locales)('leads through four phases to every step, in %s', async (locale) => {
    const { html } = await town.get('/guide', { locale });
    const { phases, elements: texts } = guideIn(locale);
    for (const { name, about } of Object.values(phases)) {
      expect(html).toContain(name);
      expect(html).toContain(about);
    }
    const links = [...html.matchAll(/href="\/guide\/([a-z-]+)"/g)].map(([, id]) => id);
    expect(links.filter((id) => id! in texts)).toEqual(elements.map(({ id }) => id));
  });

  it.each(elements)(
    'shows of $id why, what to do, and each of its questions at a place of its own',
    async ({ id, codes }) => {
      for (const locale of locales) {
        const { html, status } = await town.get(`/guide/${id}`, { locale });
        expect(status).toBe(200);
        const text = guideIn(locale).elements[id];
        for (const words of [text.name, text.about, text.why, text.who, text.time, ...text.do])
          expect(html).toContain(written(words));
        for (const code of codes)
          expect(html).toContain(`<li id="${code}">${written(text.questions[code]!)}`);
      }
    },
  );

  it('leads from each step to the ones beside it, and knows no other', async () => {
    const first = (await town.get('/guide/partners')).html;
    expect(first).not.toContain('Before this');
    expect(first).toContain('After this: <a class="ds-link" href="/guide/history">');
    const last = (await town.get('/guide/moving-on')).html;
    expect(last).toContain('Before this: <a class="ds-link" href="/guide/story">');
    expect(last).not.toContain('After this');
    expect((await town.get('/guide/nothing')).status).toBe(404);
  });

  it('is in the header, for strangers and for who is signed in', async () => {
    const signedIn = await town.addPerson('Somebody');
    for (const asking of [{}, { as: signedIn }]) {
      const header = parse((await town.get('/', asking)).html).querySelector('header')!;
      expect(header.querySelectorAll('a[href="/guide"]')).toHaveLength(1);
    }
  });
});

describe('row 107: a library of links with notes', () => {
  it('gives each work with its language, whom it helps and with which steps, and copies none', async () => {
    for (const locale of locales) {
      const { html } = await town.get('/guide/library', { locale });
      for (const { href, title, lang, elements: helps } of readings) {
        expect(html).toContain(
          `<a class="ds-link" href="${written(href)}" lang="${lang}">${written(title)}</a>`,
        );
        for (const id of helps) expect(html).toContain(guideIn(locale).elements[id].name);
      }
    }
    const { html } = await town.get('/guide/openness');
    expect(html).toContain('https://euarenas-toolbox.eu/methods');
    expect(html).not.toContain('https://doi.org/10.1787/9789264118843-en');
  });
});
