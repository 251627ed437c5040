import type { House } from '../../../platform/house.ts';
import type { FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { administrator, get, post, type Route } from '../../../platform/http/route.ts';
import { changeCityKnows } from '../actions.ts';
import { words } from '../messages/index.ts';
import { csvOf, keptInWords, registerOf } from '../register.ts';
import { cityKnows, cityKnowsForm } from '../rules.ts';
import { findCityKnows } from '../store.ts';
import { CityKnowsPage, RegisterPage } from '../views/register.tsx';

const here = '/settings/processing';

/** The register of processing, for the city's data protection officer. */
export function registerRoutes(house: House): Route[] {
  const backups = house.config.backups.kept;

  async function register(page: Page): Promise<Response> {
    const known = await page.read(findCityKnows);
    const register = registerOf(house.instruments, page.locale);
    return page.html(<RegisterPage page={page} register={register} known={known} backups={backups} />);
  }

  async function asCsv(page: Page): Promise<Response> {
    const t = words(page.locale);
    const known = await page.read(findCityKnows);
    const ours = ['name', 'purpose', 'people', 'data', 'recipients', 'safeguards'] as const;
    const head = [
      ...ours.map((part) => t(part === 'name' ? 'register.activity' : `register.${part}`)),
      t('register.kept'),
      ...cityKnows.map((part) => t(`city.${part}`)),
    ];
    const rows = registerOf(house.instruments, page.locale).map((one) => [
      ...ours.map((part) => one.say(part)),
      keptInWords(one, page.locale),
      ...cityKnows.map((part) => known[part] || t('city.missing')),
    ]);
    return page.body(csvOf([head, ...rows]), {
      'Content-Type': 'text/csv; charset=UTF-8',
      'Content-Disposition': 'attachment; filename="register.csv"',
      'Cache-Control': 'private, no-store',
    });
  }

  async function cityPage(page: Page, form?: FormState) {
    const known = await page.read(findCityKnows);
    return <CityKnowsPage page={page} known={known} {...(form && { form })} />;
  }

  async function saveCity(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(cityKnowsForm, {
      say: t,
      again: (form) => cityPage(page, form),
      stands: {
        of: ['city', page.city.id],
        typed: async (tx) => {
          const known = await findCityKnows(tx);
          return Object.fromEntries(cityKnows.map((part) => [part, known[part] ?? '']));
        },
      },
      act: async (tx, input) => {
        await changeCityKnows(tx, page.city.space, input);
        return { to: here, told: t('register.city.saved') };
      },
    });
  }

  return [
    get(here, administrator, register),
    get(`${here}/register.csv`, administrator, asCsv),
    get(`${here}/city`, administrator, async (page) => page.html(await cityPage(page))),
    post(`${here}/city`, administrator, saveCity),
  ];
}
