import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { newId } from '../../../platform/id.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { listOrganisationsById } from '../../directory/store/reading.ts';
import { facilitates } from '../access.ts';
import {
  beginPartnership,
  draftPartnership,
  dropDraft,
  fromRequest,
  loadDraft,
  openStep,
  otherSide,
  saveFirst,
  saveFurther,
  spacesForPartners,
} from '../actions/beginning.ts';
import { loadPartnership } from '../actions.ts';
import { words } from '../messages/index.ts';
import { startForm, whatForm, whoForm } from '../rules.ts';
import { StartPage } from '../views/beginning-start.tsx';
import { WhatPage } from '../views/beginning-what.tsx';
import { WhoPage } from '../views/beginning-who.tsx';

/** A partnership is put together on three pages, saved at each. */
export function beginningHandlers(house: House) {
  async function newPage(page: Page, form?: FormState) {
    const asked = form ? String(form.values.request ?? '') : page.query('request');
    const filled = await page.read(async (tx) => asked && fromRequest(tx, asked, page.locale));
    return (
      <WhatPage
        page={page}
        action="/partnerships"
        values={filled || {}}
        request={filled ? filled.request : undefined}
        {...(form && { form })}
      />
    );
  }

  async function begin(page: Page): Promise<Response> {
    const id = newId();
    await house.accounts.limits.count('write', `partnership ${page.person!.id}`);
    return page.submit(whatForm, {
      say: words(page.locale),
      opening: () => ({ grant: [id] }),
      again: (form) => newPage(page, form),
      act: async (tx, { later, request, ...what }) => {
        await draftPartnership(tx, id, { ...what, locale: page.locale, request: request || null });
        return { to: later ? '/desk' : `/partnerships/${id}/beginning/who` };
      },
    });
  }

  /** Undefined once it has begun: whoever comes back by the browser's arrow is led to where it stands. */
  async function draftOf<Found>(page: Page, more: (tx: Tx, draft: Draft) => Promise<Found>) {
    return page.read(async (tx) => {
      const draft = await loadDraft(tx, page.param('id')).catch(async (error) => {
        if (!(error instanceof NotFound)) throw error;
        const inside = await loadPartnership(tx, page.param('id'));
        if (!facilitates(tx.scope, inside.partnership.id)) throw error;
      });
      return draft && { draft, found: await more(tx, draft) };
    });
  }

  const overview = (page: Page) => page.redirect(`/partnerships/${page.param('id')}`);

  async function whatPage(page: Page): Promise<Response> {
    const seen = await draftOf(page, async () => undefined);
    if (!seen) return overview(page);
    return page.html(<What page={page} draft={seen.draft} />);
  }

  async function saveWhat(page: Page): Promise<Response> {
    const seen = await draftOf(page, async () => undefined);
    if (!seen) return overview(page);
    const { id } = seen.draft;
    return page.submit(whatForm, {
      say: words(page.locale),
      again: (form) => <What page={page} draft={seen.draft} form={form} />,
      act: async (tx, { later, request: _, ...what }) => {
        await saveFirst(tx, id, what);
        return { to: later ? '/desk' : `/partnerships/${id}/beginning/who` };
      },
    });
  }

  const aroundWho = (page: Page) => async (tx: Tx, draft: Draft) => ({
    organisations: await listOrganisationsById(tx, tx.scope.organisations),
    other: await otherSide(tx, draft, (name) => page.text(name)),
    filled: draft.request ? await fromRequest(tx, draft.request, page.locale) : undefined,
  });

  async function whoPage(page: Page): Promise<Response> {
    const seen = await draftOf(page, aroundWho(page));
    if (!seen) return overview(page);
    return page.html(<WhoPage page={page} draft={seen.draft} {...seen.found} />);
  }

  async function saveWho(page: Page): Promise<Response> {
    const seen = await draftOf(page, aroundWho(page));
    if (!seen) return overview(page);
    const { id } = seen.draft;
    const ways = [...seen.found.organisations.map((one) => one.id), 'group', 'none'];
    return page.submit(whoForm(ways), {
      say: words(page.locale),
      again: (form) => <WhoPage page={page} draft={seen.draft} {...seen.found} form={form} />,
      act: async (tx, { later, other, ...written }) => {
        await saveFurther(tx, id, { ...written, as: written.as ?? '', other: other ?? '' });
        return { to: later ? '/desk' : `/partnerships/${id}/beginning/start` };
      },
    });
  }

  async function startPage(page: Page): Promise<Response> {
    const seen = await draftOf(page, aroundWho(page));
    if (!seen) return overview(page);
    const open = openStep(seen.draft);
    if (open !== 'start') return page.redirect(`/partnerships/${seen.draft.id}/beginning/${open}`);
    return page.html(<StartPage page={page} draft={seen.draft} {...seen.found} way={house.post.way} />);
  }

  async function start(page: Page): Promise<Response> {
    const t = words(page.locale);
    const seen = await draftOf(page, aroundWho(page));
    if (!seen) {
      const before = await page.ledBefore();
      return before ? page.redirect(before.to, before.told) : overview(page);
    }
    const { id } = seen.draft;
    const spaces = spacesForPartners();
    return page.submit(startForm, {
      say: t,
      opening: () => ({ grant: [id, ...spaces] }),
      again: (form) => (
        <StartPage page={page} draft={seen.draft} {...seen.found} way={house.post.way} form={form} />
      ),
      act: async (tx, { facilitator, later }) => {
        await saveFurther(tx, id, { facilitator });
        if (later) return { to: '/desk' };
        const n = await beginPartnership(tx, id, { spaces, facilitator, text: (name) => page.text(name) });
        const told = t(house.post.way === 'none' ? 'begun.told.byHand' : 'begun.told', { n });
        return {
          to: house.post.way === 'none' && n > 0 ? `/partnerships/${id}/people` : `/partnerships/${id}`,
          told,
        };
      },
    });
  }

  async function remove(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { draft } = await page.read(async (tx) => ({ draft: await loadDraft(tx, page.param('id')) }));
    return page.press({
      say: t,
      again: (form) => <What page={page} draft={draft} form={form} />,
      act: async (tx) => {
        await dropDraft(tx, draft.id);
        return { to: '/desk', told: t('draft.dropped') };
      },
    });
  }

  return {
    newPage: async (page: Page) => page.html(await newPage(page)),
    begin,
    whatPage,
    saveWhat,
    whoPage,
    saveWho,
    startPage,
    start,
    remove,
  };
}

type Draft = Awaited<ReturnType<typeof loadDraft>>;

function What({ page, draft, form }: { page: Page; draft: Draft; form?: FormState }) {
  return (
    <WhatPage
      page={page}
      action={`/partnerships/${draft.id}/beginning/what`}
      values={draft}
      id={draft.id}
      {...(form && { form })}
    />
  );
}
