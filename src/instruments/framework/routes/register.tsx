import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { administrator, anyone, get, post, type Route } from '../../../platform/http/route.ts';
import { readLocalised } from '../../../platform/i18n/localised.ts';
import { isId } from '../../../platform/id.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { findOrganisationById, listOrganisations } from '../../directory/store/reading.ts';
import { addProvision, changeProvision, confirm, retire } from '../actions.ts';
import { words } from '../messages/index.ts';
import { type ProvisionFields, provisionForm, typedProvision } from '../rules.ts';
import { findProvision, listProvisions, listVersions, type Version } from '../store.ts';
import { ProvisionPage } from '../views/provision.tsx';
import { ProvisionFormPage } from '../views/provision-form.tsx';
import { RegisterPage } from '../views/register.tsx';

async function register(page: Page) {
  const view = await page.read(async (tx) => {
    const today = dayOf(tx.now, page.city.timeZone);
    return {
      holding: await listProvisions(tx, today, 'holding', page.key('after')),
      ahead: await listProvisions(tx, today, 'ahead', page.key('ahead')),
      retired: await listProvisions(tx, today, 'retired', page.key('retired')),
    };
  });
  return page.html(<RegisterPage page={page} {...view} />);
}

async function one(page: Page, tx: Tx) {
  const id = page.param('id');
  const found = isId(id) ? await findProvision(tx, id, dayOf(tx.now, page.city.timeZone)) : undefined;
  if (!found) throw new NotFound();
  return { provision: found, versions: await listVersions(tx, id) };
}

async function show(page: Page) {
  const view = await page.read((tx) => one(page, tx));
  return page.html(<ProvisionPage page={page} {...view} />);
}

type Changed = { id: string; last: Version };

async function loadChanged(page: Page): Promise<Changed> {
  const { provision, versions } = await page.read((tx) => one(page, tx));
  return { id: provision.id, last: versions[0]! };
}

/** Departments and public bodies answer for what the city lays down. */
async function formPage(page: Page, changed?: Changed, form?: FormState) {
  const { rows } = await page.read((tx) =>
    listOrganisations(tx, {
      kinds: ['department', 'local-government', 'regional-government', 'consortium'],
      locale: page.locale,
      limit: 300,
    }),
  );
  const offices = rows.map(({ id, name }) => ({ id, name: page.text(name) }));
  return <ProvisionFormPage page={page} offices={offices} changed={changed} form={form} />;
}

async function save(page: Page, changed?: Changed): Promise<Response> {
  const t = words(page.locale);
  const { languages, locale, city } = page;
  const today = dayOf(await page.read(async (tx) => tx.now), city.timeZone);
  return page.submit(provisionForm(languages, locale, today), {
    say: t,
    again: (form: FormState) => formPage(page, changed, form),
    ...(changed && {
      stands: {
        of: ['provision', changed.id],
        typed: async (tx) => typedProvision((await listVersions(tx, changed.id))[0]!, languages, locale),
      },
    }),
    act: async (tx, input) => {
      if (input.office && !(await findOrganisationById(tx, input.office)))
        throw new Refusal('office.unknown', 'office');
      const fields: ProvisionFields = {
        kind: input.kind,
        title: readLocalised(input, 'title', languages),
        meaning: readLocalised(input, 'meaning', languages),
        document: readLocalised(input, 'document', languages),
        link: input.link,
        appliesFrom: readLocalised(input, 'appliesFrom', languages),
        amount: input.amount,
        // In the currency that the form names: a city may have changed its own.
        currency: input.amount === null ? null : (changed?.last.currency ?? city.currency),
        office: input.office || null,
        validFrom: input.validFrom,
      };
      if (!changed) {
        const id = await addProvision(tx, city.space, fields);
        return { to: `/framework/${id}`, told: t('told.added') };
      }
      const isNew = await changeProvision(tx, city.space, changed.id, fields);
      return { to: `/framework/${changed.id}`, told: t(isNew ? 'told.changed' : 'told.same') };
    },
  });
}

const pressing =
  (told: 'confirmed' | 'retired' | 'returned', act: (tx: Tx, city: string, id: string) => Promise<void>) =>
  async (page: Page): Promise<Response> => {
    const t = words(page.locale);
    const { id } = await loadChanged(page);
    return page.press({
      say: t,
      again: async () => formPage(page, await loadChanged(page)),
      act: async (tx) => {
        await act(tx, page.city.space, id);
        return { to: `/framework/${id}`, told: t(`told.${told}`) };
      },
    });
  };

export const registerRoutes: Route[] = [
  get('/framework', anyone, register),
  get('/framework/new', administrator, async (page) => page.html(await formPage(page))),
  post('/framework', administrator, (page) => save(page)),
  get('/framework/:id', anyone, show),
  get('/framework/:id/edit', administrator, async (page) =>
    page.html(await formPage(page, await loadChanged(page))),
  ),
  post('/framework/:id/edit', administrator, async (page) => save(page, await loadChanged(page))),
  post('/framework/:id/confirmation', administrator, pressing('confirmed', confirm)),
  post(
    '/framework/:id/retirement',
    administrator,
    pressing('retired', (tx, city, id) => retire(tx, city, id, true)),
  ),
  post(
    '/framework/:id/return',
    administrator,
    pressing('returned', (tx, city, id) => retire(tx, city, id, false)),
  ),
];
