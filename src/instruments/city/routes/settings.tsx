import type { VNode } from 'preact';
import type { z } from 'zod';
import { loadCity } from '../../../platform/city.ts';
import type { House } from '../../../platform/house.ts';
import type { FormState } from '../../../platform/http/form.ts';
import type { Standing } from '../../../platform/http/overtaken.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { administrator, get, post, type Route } from '../../../platform/http/route.ts';
import { readLocalised } from '../../../platform/i18n/localised.ts';
import { changeCity, closedDaysOf, domainsOf, mergeTexts, readLogo } from '../actions.ts';
import { draftFor, typedText } from '../drafts.ts';
import { words } from '../messages/index.ts';
import {
  cityForm,
  daysForm,
  hasGaps,
  isLegalText,
  joiningForm,
  type LegalText,
  lookForm,
  textForm,
  typed,
  withoutDrafts,
} from '../rules.ts';
import { type CityChange, findText, listOwnTexts, type lockSettings } from '../store.ts';
import {
  CityFormPage,
  DaysFormPage,
  exampleDay,
  JoiningFormPage,
  LookFormPage,
} from '../views/city-forms.tsx';
import { SettingsPage } from '../views/settings.tsx';
import { TextFormPage } from '../views/text-form.tsx';

type Settings = Awaited<ReturnType<typeof lockSettings>>;

/** The logo comes with its form; a file that is somewhat too large shall get a sentence, not a closed door. */
const largestForm = 4 * 1024 * 1024;

export function settingsRoutes(house: House): Route[] {
  /** One form of settings: check, change what is different, back to its page. */
  async function save<Schema extends z.ZodType>(
    page: Page,
    schema: Schema,
    parts: {
      to: string;
      again: (form: FormState) => VNode | Promise<VNode>;
      typed: Standing['typed'];
      change: (input: z.output<Schema>, now: Settings) => CityChange | Promise<CityChange>;
      /** What is still to do with what was saved. */
      caution?: (input: z.output<Schema>) => 'text.gaps' | undefined;
    },
  ): Promise<Response> {
    const t = words(page.locale);
    const response = await page.submit(schema, {
      say: t,
      again: parts.again,
      stands: { of: ['city', page.city.id], typed: parts.typed },
      act: async (tx, input) => {
        const fields = await changeCity(tx, (now) => parts.change(input, now));
        const caution = parts.caution?.(input);
        const told = t(fields.length > 0 ? 'settings.saved' : 'settings.same');
        return { to: parts.to, told: caution ? `${told} ${t(caution)}` : told };
      },
    });
    // Only now is the change there for others to see.
    house.city.forget();
    return response;
  }

  const saveCity = (page: Page) => {
    const shown = page.languages;
    return save(page, cityForm(shown), {
      to: '/settings/city',
      again: (form) => <CityFormPage page={page} form={form} />,
      typed: async (tx) => typed.city(await loadCity(tx), shown),
      change: (input, now) => ({
        name: mergeTexts(now.name, input, 'name', shown),
        limits: mergeTexts(now.limits, input, 'limits', shown),
        time_zone: input.timeZone,
        currency: input.currency,
        locales: input.locales,
        default_locale: input.defaultLocale,
        size_band: input.sizeBand,
      }),
    });
  };

  const saveJoining = (page: Page) =>
    save(page, joiningForm, {
      to: '/settings/joining',
      again: (form) => <JoiningFormPage page={page} form={form} />,
      typed: async (tx) => typed.joining(await loadCity(tx)),
      change: (input) => ({ sign_up: input.signUp, sign_up_domains: domainsOf(input) }),
    });

  const saveDays = (page: Page) =>
    save(page, daysForm, {
      to: '/settings/days',
      again: async (form) => (
        <DaysFormPage page={page} now={await page.read(async (tx) => tx.now)} form={form} />
      ),
      typed: async (tx) => typed.days(await loadCity(tx)),
      change: ({ days }) => ({ closed_days: closedDaysOf(days, exampleDay(page, page.now)) }),
    });

  const saveLook = async (page: Page) => {
    const { files } = await page.submitted();
    return save(page, lookForm, {
      to: '/settings/look',
      again: (form) => <LookFormPage page={page} form={form} />,
      typed: async (tx) => typed.look(await loadCity(tx)),
      change: async ({ theme, noLogo }, now) => {
        if (!Object.hasOwn(page.themes, theme)) throw new Refusal('theme.wanted', 'theme');
        const chosen = await readLogo(files.logo);
        const removed = noLogo && now.logo_type ? { logo: null, logo_type: null } : {};
        return { theme, ...(chosen ?? removed) };
      },
    });
  };

  function kindOf(page: Page): LegalText {
    const kind = page.param('kind');
    if (!isLegalText(kind)) throw new NotFound();
    return kind;
  }

  async function textPage(page: Page, form?: FormState): Promise<VNode> {
    const kind = kindOf(page);
    const own = await page.read((tx) => findText(tx, kind));
    return <TextFormPage page={page} kind={kind} own={own} {...(form && { form })} />;
  }

  const saveText = (page: Page) => {
    const kind = kindOf(page);
    const shown = page.languages;
    return save(page, textForm(shown), {
      to: `/settings/texts/${kind}`,
      again: (form) => textPage(page, form),
      typed: async (tx) => typedText(page, kind, await findText(tx, kind)),
      change: (input, now) => ({
        [kind]: withoutDrafts(mergeTexts(now[kind], input, 'text', shown), (locale) =>
          draftFor(page, kind, locale),
        ),
      }),
      caution: (input) => (hasGaps(readLocalised(input, 'text', shown)) ? 'text.gaps' : undefined),
    });
  };

  return [
    get('/settings', administrator, async (page) =>
      page.html(<SettingsPage page={page} house={house} ownTexts={await page.read(listOwnTexts)} />),
    ),
    get('/settings/city', administrator, (page) => page.html(<CityFormPage page={page} />)),
    post('/settings/city', administrator, saveCity),
    get('/settings/joining', administrator, (page) => page.html(<JoiningFormPage page={page} />)),
    post('/settings/joining', administrator, saveJoining),
    get('/settings/days', administrator, async (page) =>
      page.html(<DaysFormPage page={page} now={await page.read(async (tx) => tx.now)} />),
    ),
    post('/settings/days', administrator, saveDays),
    get('/settings/look', administrator, (page) => {
      const tried = page.query('theme') ?? '';
      return page.html(<LookFormPage page={page} {...(Object.hasOwn(page.themes, tried) && { tried })} />);
    }),
    post('/settings/look', administrator, saveLook, { maxBody: largestForm }),
    get('/settings/texts/:kind', administrator, async (page) => page.html(await textPage(page))),
    post('/settings/texts/:kind', administrator, saveText, { maxBody: largestForm }),
  ];
}
