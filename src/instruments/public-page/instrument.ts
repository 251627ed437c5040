import type { House } from '../../platform/house.ts';
import { languageName } from '../../platform/i18n/names.ts';
import type { Happened, Instrument, Narration } from '../../platform/instrument.ts';
import { settleAfterLeaving } from './actions/settling.ts';
import { findFreeSlug } from './actions.ts';
import { deskItems } from './desk.ts';
import { found } from './found.ts';
import { publicPages } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { pagesOnHome } from './rules.ts';
import { findWork, listOut, listOutFor, listOutNaming, listSlugs } from './store.ts';
import { openSection } from './views/open.tsx';

type Key = Parameters<ReturnType<typeof words>>[0];

const told = (key: (happened: Happened) => Key, more: Partial<Narration> = {}): Narration => ({
  say(locale, happened) {
    const t = words(locale);
    const { actor, partner, content, personal: said } = happened;
    return t(key(happened), {
      actor: actor || t('somebody'),
      partner: partner || t('some-partner'),
      reason: String(said?.reason ?? ''),
      language: content.locale ? languageName(String(content.locale), locale) : '',
    });
  },
  href: ({ space }) => `/partnerships/${space}/public`,
  ...more,
});

/** What a partnership shows to everybody. */
export function publicPage(house: House): Instrument {
  const settle = async (
    _: House,
    tx: Parameters<typeof settleAfterLeaving>[0],
    entry: { space_id: string },
  ) => settleAfterLeaving(tx, entry.space_id, (await house.city.get()).locales);
  return {
    name: 'public-page',
    personal,
    routes: routes(house),
    steps: {
      offers: [
        {
          element: 'story',
          order: 10,
          path: 'public',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      async work(tx, partnership) {
        const work = await findWork(tx, partnership);
        if (!work) return [];
        return [
          {
            element: 'story',
            path: 'public',
            label: (locale) => words(locale)('title'),
            begunAt: work.begunAt,
            agreedAt: work.outAt,
            revisitOn: null,
          },
        ];
      },
    },
    desk: deskItems,
    dueIn: async () => [],
    found: [found],
    home: {
      order: 30,
      place: 'main',
      async section(page, tx) {
        const { shown } = await listOut(tx, page.locale, pagesOnHome);
        return shown.length > 0 ? openSection(page, shown, 'list') : undefined;
      },
    },
    async organisationPage(page, tx, organisation) {
      const pages = await listOutNaming(tx, page.locale, organisation);
      return pages.length > 0 ? openSection(page, pages, 'list.of') : undefined;
    },
    async goalPage(page, tx, goal) {
      const pages = await listOutFor(tx, page.locale, goal);
      return pages.length > 0 ? openSection(page, pages, 'list.for') : undefined;
    },
    reactions: { 'partner.left': settle, 'partner.removed': settle },
    narrates: {
      'public.proposed': told(() => 'told.proposed'),
      'public.answered': told(({ content }) =>
        content.answer === 'yes'
          ? content.recorded
            ? 'told.yes.recorded'
            : 'told.yes'
          : content.recorded
            ? 'told.objection.recorded'
            : 'told.objection',
      ),
      'public.published': told(() => 'told.published', { marked: true }),
      'public.named': told(({ content }) => (content.yes ? 'told.named' : 'told.unnamed')),
      'public.removed': told(({ personal: said }) => (said?.reason ? 'told.removed' : 'told.removed.plain')),
      'public.translated': told(() => 'told.translated'),
    },
    importing: [publicPages],
    fits: {
      public_page: {
        // An address that is taken, maybe by a page that is off, is another one's.
        async fit(tx, row) {
          const { slug } = row;
          const isTaken = typeof slug === 'string' && (await listSlugs(tx, slug)).includes(slug);
          return isTaken ? { ...row, slug: await findFreeSlug(tx, slug) } : undefined;
        },
        told: (locale, { slug }) => words(locale)('fits', { path: `/open/${slug}` }),
      },
    },
  };
}
