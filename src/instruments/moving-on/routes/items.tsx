import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { loadHearing, loadToChange } from '../../partnerships/actions/hearing.ts';
import { addItem, changeItem, leaveOpen, loadItem, removeItem, sayYes, takeToDos } from '../actions/items.ts';
import { words } from '../messages/index.ts';
import { itemForm, typedItem, wordForm, yesForm } from '../rules.ts';
import { listItems, listLooseToDos } from '../store.ts';
import { type ItemForm, ItemPage } from '../views/item.tsx';
import { ItemsPage } from '../views/items.tsx';
import { pathOf } from '../views/parts.tsx';

const addressOf = (page: Page) => `${pathOf(page.param('id'))}/items`;
const itemOf = (page: Page) => `${addressOf(page)}/${page.param('item')}`;

async function placeOf(page: Page) {
  const today = dayOf(await page.read(async (tx) => tx.now), page.city.timeZone);
  return { locale: page.locale, today };
}

/** Who only looks on gets no form back to correct. */
const needContributor = (page: Page) => page.read((tx) => loadToChange(tx, page.param('id')));

export async function show(page: Page, sent?: { form: 'new' | 'other'; state: FormState }) {
  const read = await page.read(async (tx) => {
    const at = await loadHearing(tx, page.param('id'));
    const { id } = at.inside.partnership;
    return {
      at,
      items: await listItems(tx, id, page.key('after')),
      loose: (await listLooseToDos(tx, id)).length,
    };
  });
  return <ItemsPage page={page} sent={sent} {...read} />;
}

export async function add(page: Page): Promise<Response> {
  const t = words(page.locale);
  await needContributor(page);
  const place = await placeOf(page);
  return page.submit(itemForm(place.today), {
    say: t,
    again: (state) => show(page, { form: 'new', state }),
    act: async (tx, input) => {
      await addItem(tx, page.param('id'), input, place);
      return { to: addressOf(page), told: t('add.told') };
    },
  });
}

export function listToDos(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.press({
    say: t,
    again: (state) => show(page, { form: 'other', state }),
    act: async (tx) => {
      const n = await takeToDos(tx, page.param('id'), page.locale);
      return { to: addressOf(page), told: t('to-dos.told', { n }) };
    },
  });
}

export async function one(page: Page, sent?: { form: ItemForm; state: FormState }) {
  const at = await page.read((tx) => loadItem(tx, page.param('id'), page.param('item')));
  return <ItemPage page={page} at={at} sent={sent} />;
}

const again = (page: Page, form: ItemForm) => (state: FormState) => one(page, { form, state });

export async function change(page: Page): Promise<Response> {
  const t = words(page.locale);
  await needContributor(page);
  const place = await placeOf(page);
  return page.submit(itemForm(place.today).omit({ kind: true }), {
    say: t,
    again: again(page, 'change'),
    stands: {
      of: ['moving_on_item', page.param('item')],
      typed: async (tx) => typedItem((await loadItem(tx, page.param('id'), page.param('item'))).item),
    },
    act: async (tx, input) => {
      await changeItem(tx, page.param('id'), page.param('item'), input, place);
      return { to: itemOf(page), told: t('save.told') };
    },
  });
}

export async function yes(page: Page): Promise<Response> {
  const t = words(page.locale);
  await needContributor(page);
  const place = await placeOf(page);
  return page.submit(yesForm, {
    say: t,
    // What was changed meanwhile is read anew.
    again: (state) => {
      const { seen: _, ...values } = state.values;
      return one(page, { form: 'yes', state: { ...state, values } });
    },
    act: async (tx, input) => {
      await sayYes(tx, page.param('id'), page.param('item'), input, place);
      return { to: addressOf(page), told: t('yes.told') };
    },
  });
}

export async function word(page: Page): Promise<Response> {
  const t = words(page.locale);
  await needContributor(page);
  return page.submit(wordForm, {
    say: t,
    again: again(page, 'open'),
    act: async (tx, input) => {
      await leaveOpen(tx, page.param('id'), page.param('item'), input, page.locale);
      return { to: itemOf(page), told: t(`${input.says}.told`) };
    },
  });
}

export function removal(removed: boolean) {
  return (page: Page): Promise<Response> => {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: again(page, 'other'),
      act: async (tx) => {
        await removeItem(tx, page.param('id'), page.param('item'), removed);
        return removed
          ? { to: itemOf(page), told: t('removed.told') }
          : { to: addressOf(page), told: t('return.told') };
      },
    });
  };
}
