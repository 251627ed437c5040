import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import { isLocale, type Locale } from '../../../platform/i18n/locale.ts';
import { isId } from '../../../platform/id.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { lockPeople } from '../../accounts/store.ts';
import { listGoals } from '../../goals/store.ts';
import { loadShown } from '../actions/showing.ts';
import { listLanguages, loadTranslating, translate } from '../actions/translating.ts';
import { answer, loadMaking, loadRoom, nameOwn, propose, removePage } from '../actions.ts';
import { words } from '../messages/index.ts';
import {
  answerForm,
  nameForm,
  removalForm,
  translationForm,
  typedTranslations,
  versionForm,
} from '../rules.ts';
import { findVersion } from '../store.ts';
import { MakingPage } from '../views/making.tsx';
import { PreviewPage } from '../views/preview.tsx';
import { publicPath, RoomPage } from '../views/room.tsx';
import { TranslatingPage } from '../views/translating.tsx';

const base = '/partnerships/:id/public';
const pathOf = (page: Page) => publicPath({ id: page.param('id') });

/** What partners do about their page. */
export function insideRoutes({ instruments }: House): Route[] {
  async function room(page: Page, state?: FormState) {
    const view = await page.read(async (tx) => {
      const found = await loadRoom(tx, page.param('id'));
      const languages = found.latest
        ? await listLanguages(tx, found.latest.id, page.locale, page.city.locales)
        : [];
      return { room: found, languages };
    });
    return <RoomPage page={page} state={state} {...view} />;
  }

  async function making(page: Page, state?: FormState) {
    const view = await page.read(async (tx) => ({
      making: await loadMaking(tx, page.param('id'), instruments, page.city.timeZone),
      goals: await listGoals(tx),
    }));
    return <MakingPage page={page} state={state} {...view} />;
  }

  function put(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(versionForm, {
      say: t,
      again: (state) => making(page, state),
      act: async (tx, typed) => {
        await propose(tx, page.param('id'), typed, { instruments, timeZone: page.city.timeZone });
        return { to: pathOf(page), told: t('making.told') };
      },
    });
  }

  async function preview(page: Page, state?: FormState) {
    const view = await page.read(async (tx) => {
      const found = await loadRoom(tx, page.param('id'));
      const id = page.param('version');
      const version = isId(id) ? await findVersion(tx, page.param('id'), id) : undefined;
      const shown = version && (await loadShown(tx, version.id, page.locale));
      return shown && { room: found, shown };
    });
    if (!view) throw new NotFound();
    return <PreviewPage page={page} state={state} {...view} />;
  }

  function say(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { timeZone, locales } = page.city;
    return page.submit(answerForm, {
      say: t,
      again: (state) => preview(page, state),
      act: async (tx, typed) => {
        const isOut = await answer(tx, page.param('id'), page.param('version'), typed, { timeZone, locales });
        return { to: pathOf(page), told: t(isOut ? 'answer.out.told' : 'answer.told') };
      },
    });
  }

  function name(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    return page.submit(nameForm, {
      say: t,
      again: (state) => room(page, state),
      // A name is taken back also where the partnership has ended, and nothing else is written any more.
      opening: ({ yes }) => (yes === 'no' ? { grant: [id] } : {}),
      act: async (tx, { yes }) => {
        await nameOwn(tx, id, yes === 'yes');
        return { to: pathOf(page), told: t(yes === 'yes' ? 'name.yes.told' : 'name.no.told') };
      },
    });
  }

  async function remove(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    return page.submit(removalForm, {
      say: t,
      again: (state) => room(page, state),
      opening: () => ({ grant: [id] }),
      act: async (tx, { reason }) => {
        await removePage(tx, id, reason);
        return { to: pathOf(page), told: t('removal.told') };
      },
    });
  }

  function localeIn(page: Page): Locale {
    const locale = page.param('locale');
    if (!isLocale(locale) || !page.city.locales.includes(locale)) throw new NotFound();
    return locale;
  }

  const translatingIn = (page: Page) => (tx: Tx) => loadTranslating(tx, page.param('id'), localeIn(page));

  async function translating(page: Page, state?: FormState) {
    const view = await page.read(translatingIn(page));
    return <TranslatingPage page={page} locale={localeIn(page)} state={state} {...view} />;
  }

  async function keep(page: Page): Promise<Response> {
    const t = words(page.locale);
    const locale = localeIn(page);
    const { originals } = await page.read(translatingIn(page));
    return page.submit(translationForm(originals), {
      say: t,
      again: (state) => translating(page, state),
      stands: {
        of: (tx) => lockPeople(tx, page.param('id')),
        typed: async (tx) => {
          const now = await translatingIn(page)(tx);
          return typedTranslations(now.originals, now.shown.translations);
        },
      },
      act: async (tx, typed) => {
        const n = await translate(
          tx,
          page.param('id'),
          locale,
          typed as Record<string, string>,
          page.city.locales,
        );
        return { to: pathOf(page), told: t('translating.told', { n }) };
      },
    });
  }

  return [
    get(base, participants, async (page) => page.html(await room(page))),
    get(`${base}/new`, participants, async (page) => page.html(await making(page))),
    post(`${base}/versions`, participants, put),
    get(`${base}/versions/:version`, participants, async (page) => page.html(await preview(page))),
    post(`${base}/versions/:version/answers`, participants, say),
    post(`${base}/names`, participants, name),
    post(`${base}/removal`, participants, remove),
    get(`${base}/translations/:locale`, participants, async (page) => page.html(await translating(page))),
    post(`${base}/translations/:locale`, participants, keep),
  ];
}
