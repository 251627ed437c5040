import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import { anyone, get, post, type Route, thoseInTheSpace } from '../../platform/http/route.ts';
import type { Localised } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import type { FormState } from '../../ui/form-state.ts';
import {
  findOrganisation,
  findOrganisationById,
  listNamed,
  listOrganisations,
} from '../directory/store/reading.ts';
import type { Organisation } from '../directory/store/tables.ts';
import { findGoal, listGoals } from '../goals/store.ts';
import { mayWriteCards } from './access.ts';
import { addCard, changeCard, removeCard } from './actions.ts';
import { words } from './messages/index.ts';
import { parts, showings } from './rules.ts';
import { type Card, type CardFields, findCard, findCounterpart, typedCard } from './store.ts';
import { CardFormPage } from './views/card-form.tsx';
import { CardPage } from './views/cards.tsx';

const text = z.string().trim().max(1000, 'text.long').default('');
const choice = z.union([z.literal(''), z.string().refine(isId, 'choice.unknown')]).default('');
const cardForm = z.object({
  title: z.string().trim().min(1, 'title.wanted').max(160, 'title.long'),
  goal: choice,
  expertise: text,
  networks: text,
  capacity: text,
  evidence: text,
  audience: z.enum(showings, 'audience.wanted'),
  department: choice,
});

export function routes(house: House): Route[] {
  async function loadCard(page: Page): Promise<Card> {
    const id = page.param('id');
    const card = isId(id) ? await page.read((tx) => findCard(tx, id)) : undefined;
    if (!card) throw new NotFound();
    return card;
  }

  async function show(page: Page): Promise<Response> {
    const card = await loadCard(page);
    const edits = mayWriteCards(page.scope, card.space_id);
    const { organisation, department } = await page.read(async (tx) => {
      const id = card.audience === 'counterparts' ? await findCounterpart(tx, card.id) : undefined;
      return {
        organisation: await findOrganisationById(tx, card.space_id),
        department: id && page.text((await listNamed(tx, [id])).get(id)?.name ?? {}),
      };
    });
    if (!organisation) throw new NotFound();
    const address = `${house.config.url}/organisations/${organisation.slug}`;
    return page.html(
      <CardPage
        page={page}
        card={card}
        reach={{ organisation, address }}
        edits={edits}
        department={department || undefined}
      />,
    );
  }

  async function loadOrganisation(page: Page): Promise<Organisation> {
    const found = await page.read((tx) => findOrganisation(tx, page.param('slug')));
    if (!found || !mayWriteCards(page.scope, found.id)) throw new NotFound();
    return found;
  }

  async function loadOwn(page: Page): Promise<{ card: Card; organisation: Organisation }> {
    const card = await loadCard(page);
    if (!mayWriteCards(page.scope, card.space_id)) throw new NotFound();
    const organisation = await page.read((tx) => findOrganisationById(tx, card.space_id));
    if (!organisation) throw new NotFound();
    return { card, organisation };
  }

  async function formPage(page: Page, organisation: Organisation, card?: Card, form?: FormState) {
    const lists = await page.read(async (tx) => ({
      goals: (await listGoals(tx)).map((goal) => ({ value: goal.id, label: page.text(goal.title) })),
      departments: (
        await listOrganisations(tx, { kinds: ['department'], locale: page.locale, limit: 300 })
      ).rows.map((row) => ({ value: row.id, label: page.text(row.name) })),
      department: card && (await findCounterpart(tx, card.id)),
    }));
    return (
      <CardFormPage
        page={page}
        organisation={organisation}
        {...lists}
        {...(card && { card })}
        {...(form && { form })}
      />
    );
  }

  async function save(page: Page, organisation: Organisation, card?: Card): Promise<Response> {
    const t = words(page.locale);
    const now = async (tx: Tx) => {
      const found = card && (await findCard(tx, card.id));
      if (!found) throw new NotFound();
      return found;
    };
    return page.submit(cardForm, {
      say: t,
      again: (form: FormState) => formPage(page, organisation, card, form),
      ...(card && {
        stands: {
          of: ['value_card', card.id],
          typed: async (tx) => typedCard(await now(tx), await findCounterpart(tx, card.id), page.locale),
        },
      }),
      act: async (tx, input) => {
        if (input.audience === 'counterparts' && !input.department)
          throw new Refusal('department.wanted', 'department');
        if (input.audience === 'public' && organisation.audience !== 'public')
          throw new Refusal('audience.hidden', 'audience');
        if (input.goal && !(await findGoal(tx, input.goal))) throw new Refusal('choice.unknown', 'goal');
        if (
          input.department &&
          (await listNamed(tx, [input.department])).get(input.department)?.kind !== 'department'
        ) {
          throw new Refusal('choice.unknown', 'department');
        }
        const wish = {
          fields: fieldsOf(page, input, card && (await now(tx))),
          department: input.audience === 'counterparts' ? input.department : undefined,
        };
        if (card) await changeCard(tx, card, wish);
        const id = card?.id ?? (await addCard(tx, organisation.id, wish));
        return { to: `/value-cards/${id}`, told: t('told.saved') };
      },
    });
  }

  async function remove(page: Page): Promise<Response> {
    const { card, organisation } = await loadOwn(page);
    const t = words(page.locale);
    return page.press({
      say: t,
      again: () => formPage(page, organisation, card),
      act: async (tx) => {
        await removeCard(tx, card);
        return { to: `/organisations/${organisation.slug}`, told: t('told.removed') };
      },
    });
  }

  return [
    get('/organisations/:slug/value-cards/new', thoseInTheSpace, async (page) =>
      page.html(await formPage(page, await loadOrganisation(page))),
    ),
    post('/organisations/:slug/value-cards', thoseInTheSpace, async (page) =>
      save(page, await loadOrganisation(page)),
    ),
    get('/value-cards/:id', anyone, show),
    get('/value-cards/:id/edit', thoseInTheSpace, async (page) => {
      const { card, organisation } = await loadOwn(page);
      return page.html(await formPage(page, organisation, card));
    }),
    post('/value-cards/:id/edit', thoseInTheSpace, async (page) => {
      const { card, organisation } = await loadOwn(page);
      return save(page, organisation, card);
    }),
    post('/value-cards/:id/removal', thoseInTheSpace, remove),
  ];
}

/** Written in the language of the page; what stands in others stays. */
function fieldsOf(page: Page, input: z.output<typeof cardForm>, before: Card | undefined): CardFields {
  const written = (old: Localised | undefined, typed: string): Localised => {
    const { [page.locale]: _, ...others } = old ?? {};
    return typed ? { ...others, [page.locale]: typed } : others;
  };
  const texts = Object.fromEntries(parts.map((part) => [part, written(before?.[part], input[part])])) as Pick<
    CardFields,
    (typeof parts)[number]
  >;
  return {
    ...texts,
    title: written(before?.title, input.title),
    goal_id: input.goal || null,
    audience: input.audience,
  };
}
