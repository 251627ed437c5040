import { z } from 'zod';
import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { anyone, get, post, type Route } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { mayBeClaimed, mayEdit } from '../access.ts';
import { sendSuggestion } from '../actions/suggestions.ts';
import { words } from '../messages/index.ts';
import { kindsToRegister } from '../rules.ts';
import {
  type After,
  findContactAway,
  findOrganisation,
  listOrganisations,
  listResponsibilities,
} from '../store/reading.ts';
import { listRelated, listTieAsks, relationLists } from '../store/related.ts';
import { findDeciders } from '../store/searching.ts';
import { countOpenSuggestions } from '../store/suggestions.ts';
import type { Organisation } from '../store/tables.ts';
import { OrganisationPage } from '../views/organisation-page.tsx';
import type { OrganisationView } from '../views/organisation-view.ts';
import { pathOf } from '../views/parts.tsx';
import { SearchPage } from '../views/search-page.tsx';
import { SuggestionPage } from '../views/suggestions.tsx';
import { OrganisationsPage, WhoDoesWhatPage } from '../views/who-does-what.tsx';

/** Rows of a list on one page. */
const pageSize = 50;
const longestQuestion = 300;
const suggestionForm = z.object({
  text: z.string().trim().min(1, 'suggestion.wanted').max(2000, 'suggestion.long'),
});

export function publicRoutes(house: House): Route[] {
  async function start(page: Page): Promise<Response> {
    const q = page.query('q').trim().slice(0, longestQuestion);
    if (q) {
      const { answers, usual } = await page.read(async (tx) => {
        const answers = await findDeciders(tx, q, {
          locale: page.locale,
          locales: page.city.locales,
          defaultLocale: page.city.defaultLocale,
        });
        return {
          answers,
          usual: await usualReplies(
            tx,
            answers.deciders.map(({ organisation }) => organisation.id),
          ),
        };
      });
      return page.html(<SearchPage page={page} q={q} answers={answers} usual={usual} />);
    }
    const view = await page.read(async (tx) => {
      const departments = await listOrganisations(tx, {
        kinds: ['department'],
        locale: page.locale,
        after: afterOf(page),
        limit: pageSize,
      });
      const others = await listOrganisations(tx, { kinds: kindsToRegister, locale: page.locale, limit: 1 });
      return {
        departments,
        others: others.rows.length > 0,
        usual: await usualReplies(
          tx,
          departments.rows.map((row) => row.id),
        ),
      };
    });
    return page.html(<WhoDoesWhatPage page={page} {...view} />);
  }

  async function listing(page: Page): Promise<Response> {
    const kind = kindsToRegister.find((one) => one === page.query('kind'));
    const view = await page.read(async (tx) => ({
      list: await listOrganisations(tx, {
        kinds: kind ? [kind] : kindsToRegister,
        locale: page.locale,
        after: afterOf(page),
        limit: pageSize,
      }),
      usual: new Map<string, number>(),
    }));
    return page.html(<OrganisationsPage page={page} kind={kind} {...view} />);
  }

  /** What the rooms that answer requests know: how long it usually takes. */
  async function usualReplies(
    tx: Tx,
    organisations: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    for (const { usualReply } of house.instruments) {
      if (usualReply) return usualReply(tx, organisations);
    }
    return new Map();
  }

  async function organisation(page: Page): Promise<Response> {
    const view = await page.read(async (tx): Promise<OrganisationView> => {
      const organisation = await load(tx, page);
      const edits = mayEdit(page.scope, organisation);
      const list = relationLists.find((one) => isId(page.query(one)));
      const from = list && { relation: list, after: page.query(list) };
      const { related, next } = await listRelated(tx, organisation, { concerned: edits, from });
      const sections = [];
      for (const { organisationPage } of house.instruments) {
        const section = await organisationPage?.(page, tx, organisation.id);
        if (section) sections.push(section);
      }
      return {
        organisation,
        edits,
        related,
        next,
        sections,
        responsibilities: await listResponsibilities(tx, organisation.id),
        away: await findContactAway(tx, organisation.id, dayOf(tx.now, page.city.timeZone)),
        usual: (await usualReplies(tx, [organisation.id])).get(organisation.id),
        claims: mayBeClaimed(organisation),
        asks: edits ? await listTieAsks(tx, organisation.id) : [],
        suggestions: edits ? await countOpenSuggestions(tx, organisation.id) : 0,
      };
    });
    return page.html(<OrganisationPage page={page} view={view} />);
  }

  async function suggest(page: Page): Promise<Response> {
    const organisation = await page.read((tx) => load(tx, page));
    return page.html(<SuggestionPage page={page} organisation={organisation} />);
  }

  async function keepSuggestion(page: Page): Promise<Response> {
    const t = words(page.locale);
    const organisation = await page.read((tx) => load(tx, page));
    const to = pathOf(organisation);
    await house.accounts.limits.count('write', `suggestion ${page.visitor}`);
    return page.submit(suggestionForm, {
      say: t,
      trapped: 'suggestion.trapped',
      again: (form: FormState) => <SuggestionPage page={page} organisation={organisation} form={form} />,
      act: async (tx, input) => {
        await sendSuggestion(tx, organisation, input.text);
        return { to, told: t('suggestion.told') };
      },
      opening: () => ({ grant: [organisation.id] }),
    });
  }

  return [
    get('/who-does-what', anyone, start),
    get('/organisations', anyone, listing),
    get('/organisations/:slug', anyone, organisation),
    get('/organisations/:slug/suggestions/new', anyone, suggest),
    post('/organisations/:slug/suggestions', anyone, keepSuggestion),
  ];
}

/** The organisation of the path, as far as the reader may know of it. */
export async function load(tx: Tx, page: Page): Promise<Organisation> {
  const found = await findOrganisation(tx, page.param('slug'));
  if (!found) throw new NotFound();
  return found;
}

function afterOf(page: Page): After | undefined {
  const id = page.query('after');
  return isId(id) ? { id, sort: page.query('from') } : undefined;
}
