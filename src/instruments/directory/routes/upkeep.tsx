import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { get, post, type Route, thoseInTheSpace } from '../../../platform/http/route.ts';
import { type Localised, locales } from '../../../platform/i18n/locale.ts';
import { readLocalised } from '../../../platform/i18n/localised.ts';
import { isId } from '../../../platform/id.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { mayEdit, openingFor } from '../access.ts';
import {
  changeCard,
  changeContact,
  confirmerOf,
  confirmOrganisation,
  endAbsence,
  enterAbsence,
} from '../actions/organisation.ts';
import { settleSuggestion } from '../actions/suggestions.ts';
import { words } from '../messages/index.ts';
import { typedCard, typedContact } from '../rules/typed.ts';
import { isOffice } from '../rules.ts';
import { findOrganisationById } from '../store/reading.ts';
import { listAbsences, listStaff } from '../store/staff.ts';
import { listOpenSuggestions } from '../store/suggestions.ts';
import type { Organisation } from '../store/tables.ts';
import { AbsencesPage } from '../views/absences.tsx';
import { CardPage, ContactPage } from '../views/card.tsx';
import { exampleDay, pathOf } from '../views/parts.tsx';
import { SuggestionsPage } from '../views/suggestions.tsx';
import { absenceForm, cardForm, contactForm } from './forms.ts';
import { load } from './public.tsx';

/** Its own people (or the city for its departments): everybody else finds nothing here. */
export async function loadEditable(page: Page): Promise<Organisation> {
  return page.read(async (tx) => {
    const organisation = await load(tx, page);
    if (!mayEdit(page.scope, organisation)) throw new NotFound();
    return organisation;
  });
}

/** The same within the transaction that changes it: others may have been faster. */
async function asItIs(tx: Tx, { id }: Organisation): Promise<Organisation> {
  const organisation = await findOrganisationById(tx, id);
  if (!organisation) throw new NotFound();
  return organisation;
}

/** One button that changes something and leads back. */
export function pressed(
  page: Page,
  organisation: Organisation,
  to: string,
  act: (tx: Tx) => Promise<string | undefined>,
  opening = openingFor(page.scope, organisation),
): Promise<Response> {
  return page.press({
    say: words(page.locale),
    again: () => {
      throw new NotFound();
    },
    act: async (tx) => {
      const told = await act(tx);
      return told ? { to, told } : { to };
    },
    opening: () => opening,
  });
}

export function upkeepRoutes(_house: House): Route[] {
  async function card(page: Page): Promise<Response> {
    return page.html(<CardPage page={page} organisation={await loadEditable(page)} />);
  }

  async function saveCard(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const t = words(page.locale);
    const offered = page.languages;
    return page.submit(cardForm(offered), {
      say: t,
      again: (form: FormState) => <CardPage page={page} organisation={organisation} form={form} />,
      stands: {
        of: ['organisation', organisation.id],
        typed: async (tx) => typedCard(await asItIs(tx, organisation), offered),
      },
      act: async (tx, input) => {
        if (input.emailShown && !input.email) throw new Refusal('email.toShow', 'email');
        const now = await asItIs(tx, organisation);
        const after = await changeCard(tx, now, {
          name: kept(now.name, readLocalised(input, 'name', offered), offered),
          summary: kept(now.summary, readLocalised(input, 'summary', offered), offered),
          legal_number: input.legalNumber || null,
          website: input.website || null,
          email: input.email || null,
          email_shown: input.emailShown === 'yes',
          mailbox_shared: input.mailboxShared === 'yes',
          audience: input.safe === 'yes' ? 'space' : 'public',
        });
        return { to: pathOf(after), told: t('card.told') };
      },
      opening: () => openingFor(page.scope, organisation),
    });
  }

  async function contact(page: Page): Promise<Response> {
    return page.html(<ContactPage page={page} organisation={await loadEditable(page)} />);
  }

  async function saveContact(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const office = isOffice(organisation.kind);
    const t = words(page.locale);
    const offered = page.languages;
    return page.submit(contactForm(offered), {
      say: t,
      again: (form: FormState) => <ContactPage page={page} organisation={organisation} form={form} />,
      stands: {
        of: ['organisation', organisation.id],
        typed: async (tx) => typedContact(await asItIs(tx, organisation), offered),
      },
      act: async (tx, input) => {
        const now = await asItIs(tx, organisation);
        const before = now.contact;
        const text = (name: 'role' | 'hours' | 'visit') =>
          some(name, kept(before[name] ?? {}, readLocalised(input, name, offered), offered));
        const deputy = kept(now.deputy.role ?? {}, readLocalised(input, 'deputy', offered), offered);
        await changeContact(tx, now, {
          contact: {
            ...text('role'),
            ...text('hours'),
            ...text('visit'),
            ...(input.phone && { phone: input.phone }),
            languages: [...new Set([...input.languages, ...input.otherLanguages])],
          },
          // Others are not asked for these two: what was imported stays.
          deputy: office ? some('role', deputy) : now.deputy,
          reply_days: office ? input.replyDays : now.reply_days,
        });
        return { to: pathOf(organisation), told: t('contact.told') };
      },
      opening: () => openingFor(page.scope, organisation),
    });
  }

  async function confirm(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const city = Object.fromEntries(
      locales.map((locale) => [locale, words(locale)('confirmed.byCity')]),
    ) as Localised;
    return pressed(page, organisation, pathOf(organisation), async (tx) => {
      await confirmOrganisation(tx, organisation, confirmerOf(tx, organisation, city));
      return words(page.locale)('confirmed.told');
    });
  }

  async function absencesOf(page: Page, organisation: Organisation, form?: FormState) {
    const lists = await page.read(async (tx) => ({
      staff: await listStaff(tx, organisation.id),
      absences: await listAbsences(tx, organisation.id, dayOf(tx.now, page.city.timeZone)),
    }));
    return <AbsencesPage page={page} organisation={organisation} {...lists} {...(form && { form })} />;
  }

  async function absences(page: Page): Promise<Response> {
    return page.html(await absencesOf(page, await loadEditable(page)));
  }

  async function saveAbsence(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const t = words(page.locale);
    return page.submit(absenceForm, {
      say: (key: never, values) => t(key, { example: exampleDay(page), ...values } as never),
      again: (form: FormState) => absencesOf(page, organisation, form),
      act: async (tx, input) => {
        const person = (await listStaff(tx, organisation.id)).find((one) => one.person === input.person);
        if (!person) throw new Refusal('absence.person.wanted', 'person');
        const { from, until } = input;
        const today = dayOf(tx.now, page.city.timeZone);
        await enterAbsence(tx, organisation, { ...person, from, until }, today);
        return { to: `${pathOf(organisation)}/absences`, told: t('absence.told') };
      },
      opening: () => openingFor(page.scope, organisation),
    });
  }

  async function stopAbsence(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const id = idOf(page);
    return pressed(page, organisation, `${pathOf(organisation)}/absences`, async (tx) => {
      const from = await endAbsence(tx, organisation, id);
      return words(page.locale)(
        from > dayOf(tx.now, page.city.timeZone) ? 'absence.takenBack' : 'absence.ended',
      );
    });
  }

  async function suggestions(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const list = await page.read((tx) => listOpenSuggestions(tx, organisation.id));
    return page.html(<SuggestionsPage page={page} organisation={organisation} list={list} />);
  }

  async function settle(page: Page): Promise<Response> {
    const organisation = await loadEditable(page);
    const id = idOf(page);
    return pressed(page, organisation, `${pathOf(organisation)}/suggestions`, async (tx) => {
      await settleSuggestion(tx, organisation, id);
      return words(page.locale)('suggestions.settled');
    });
  }

  return [
    get('/organisations/:slug/card', thoseInTheSpace, card),
    post('/organisations/:slug/card', thoseInTheSpace, saveCard),
    get('/organisations/:slug/contact', thoseInTheSpace, contact),
    post('/organisations/:slug/contact', thoseInTheSpace, saveContact),
    post('/organisations/:slug/confirmation', thoseInTheSpace, confirm),
    get('/organisations/:slug/absences', thoseInTheSpace, absences),
    post('/organisations/:slug/absences', thoseInTheSpace, saveAbsence),
    post('/organisations/:slug/absences/:id/end', thoseInTheSpace, stopAbsence),
    get('/organisations/:slug/suggestions', thoseInTheSpace, suggestions),
    post('/organisations/:slug/suggestions/:id/settlement', thoseInTheSpace, settle),
  ];
}

export function idOf(page: Page): string {
  const id = page.param('id');
  if (!isId(id)) throw new NotFound();
  return id;
}

/** Texts in languages that the city does not offer (any more) stay as they were. */
function kept(before: Localised, typed: Localised, offered: readonly (keyof Localised)[]): Localised {
  const others = Object.entries(before).filter(([locale]) => !offered.includes(locale as keyof Localised));
  return { ...Object.fromEntries(others), ...typed };
}

/** A text under its name, if anything is written in it. */
function some(name: string, text: Localised): Record<string, Localised> {
  return Object.keys(text).length > 0 ? { [name]: text } : {};
}
