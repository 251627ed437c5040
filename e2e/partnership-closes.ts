import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { foundIn } from './partnership.ts';
import { stagesOf } from './stages.ts';
import { type Manner, openVisitor, type Visitor } from './visitor.ts';

const office = 'streets.head@elvestad.example';
const group = 'lead@neighbours.example';
const facilitator = 'admin@elvestad.example';

/** Two partners close a good piece of work: they propose it, settle what is left, say what they learnt, and it ends. */
export function partnershipCloses(manner: Manner): void {
  let browser: Browser;
  let city: City;
  let partnership: string;
  const stage = stagesOf(() => browser);

  beforeAll(async () => {
    [browser, city] = await Promise.all([launchBrowser(), openCity()]);
    partnership = await foundIn(city.dataFolder, {
      name: 'Benches for Quay Lane',
      facilitator,
      partners: [
        { name: 'Street Office', kind: 'department', lead: office },
        { name: 'Mill Street Neighbours', kind: 'community', lead: group },
      ],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await city?.close();
  });

  async function as(email: string, walk: (visitor: Visitor) => Promise<void>): Promise<void> {
    const visitor = await openVisitor(browser, city, manner);
    await visitor.signIn(email);
    await visitor.goTo(`${partnership}/moving-on`);
    await walk(visitor);
    await visitor.close();
  }

  const learnt = ['q.reached', 'q.missed', 'q.otherwise', 'q.lives-on', 'q.thanks'] as const;

  async function answerLast(visitor: Visitor, said: string): Promise<void> {
    const { rounds, movingOn: t } = visitor.t;
    await visitor.follow(t('learnt.answer'));
    for (const [n, key] of learnt.entries()) {
      await visitor.sees(t(key));
      await visitor.page.locator(`textarea[name=${key.slice(2)}]`).fill(`${said} ${n + 1}`);
    }
    await visitor.press(rounds('seal'));
    await visitor.press(rounds('seal.do'));
  }

  describe(`a partnership closes ${JSON.stringify(manner)}`, () => {
    stage('is proposed to close, and something is written down to be settled', () =>
      as(group, async (visitor) => {
        const { askingAll, consent, movingOn: t } = visitor.t;
        await visitor.reads(t('title'));
        await visitor.unfold(t('propose'));
        await visitor.tick(t('way.hand-over'));
        await visitor.write(consent('why'), 'The benches stand.');
        await visitor.press(consent('propose.do'));
        await visitor.isTold(t('more.wanted'));
        await visitor.write(t('more'), 'The park department looks after them.');
        await visitor.press(consent('propose.do'));
        await visitor.sees(consent('propose.told'));
        await visitor.follow(t('items.link'));
        await visitor.tick(t('kind.data.one'));
        await visitor.write(t('what'), 'Phone numbers of helpers');
        await visitor.choose(t('taker'), 'Street Office');
        await visitor.press(t('add'));
        await visitor.sees('Phone numbers of helpers');
        await visitor.goTo(`${partnership}/moving-on`);
        await visitor.unfold(t('learnt.ask'));
        await visitor.press(askingAll('do'));
        await visitor.sees(askingAll('told'));
        await visitor.goTo(`${partnership}/moving-on`);
        await answerLast(visitor, 'Neighbours say');
      }),
    );

    stage('is said yes to by the other partner, who takes on the data and answers last', () =>
      as(office, async (visitor) => {
        const { movingOn: t, consent } = visitor.t;
        await answerLast(visitor, 'The office says');
        await visitor.goTo('/desk');
        await visitor.follow(visitor.page.getByRole('link', { name: 'Phone numbers of helpers' }).first());
        await visitor.press(t('yes.do'));
        await visitor.sees(t('yes.told'));
        await visitor.goTo(`${partnership}/moving-on`);
        await visitor.follow(consent('word.link'));
        await visitor.tick(visitor.t.ui('consent.yes.choose'));
        await visitor.press(consent('word.do'));
        await visitor.sees(consent('word.told'));
        await visitor.follow(t('thanks.link'));
        await visitor.write(t('thanks.to', { partner: 'Mill Street Neighbours' }), 'For every Saturday.');
        await visitor.press(t('thanks.do'));
        await visitor.sees('For every Saturday.');
        await visitor.press(t('text.do'));
        await visitor.sees(t('text.told'));
        await visitor.sees('Neighbours say 1');
      }),
    );

    stage('is said yes to by the first one as well', () =>
      as(group, async (visitor) => {
        const { movingOn: t, consent } = visitor.t;
        await visitor.follow(consent('word.link'));
        await visitor.tick(visitor.t.ui('consent.yes.choose'));
        await visitor.press(consent('word.do'));
        await visitor.sees(t('word.told.agreed'));
      }),
    );

    stage('ends with a word on what is open, and is read as an archive', async () => {
      await as(facilitator, async (visitor) => {
        const t = visitor.t.movingOn;
        await visitor.follow(t('ending.link'));
        await visitor.sees(t('open.learnt'));
        await visitor.press(t('end.do.open'));
        await visitor.isTold(t('reason.wanted'));
        await visitor.write(t('end.reason'), 'We say the rest at a coffee.');
        await visitor.press(t('end.do.open'));
        await visitor.sees(t('end.told'));
        await visitor.sees(t('archive'));
        await visitor.sees('We say the rest at a coffee.');
      });
      await as(group, async (visitor) => {
        await visitor.goTo('/partnerships');
        await visitor.follow('Benches for Quay Lane');
        await visitor.sees(visitor.t.movingOn('archive'));
        await visitor.sees('The park department looks after them.');
        await visitor.sees('The office says 1');
      });
    });
  });
}
