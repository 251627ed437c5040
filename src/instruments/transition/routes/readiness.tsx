import type { Page } from '../../../platform/http/page.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { loadChecking, loadReadiness, tick } from '../actions.ts';
import { words } from '../messages/index.ts';
import { checksForm } from '../rules.ts';
import { ChecksPage } from '../views/checks.tsx';
import { pathOf } from '../views/parts.tsx';
import { TransitionPage, type View } from '../views/transition.tsx';

const addressOf = (page: Page) => pathOf(page.param('id'));

export async function show(page: Page, sent?: View['sent']) {
  const at = await page.read((tx) => loadReadiness(tx, page.param('id'), page.city.timeZone));
  return <TransitionPage page={page} at={at} sent={sent} />;
}

export async function checksPage(page: Page, state?: FormState) {
  const wanted = state ? (textOf(state, 'partner') ?? '') : page.query('partner');
  const read = await page.read((tx) => loadChecking(tx, page.param('id'), wanted));
  return <ChecksPage page={page} state={state} {...read} />;
}

export function saveChecks(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(checksForm, {
    say: t,
    again: (state) => checksPage(page, state),
    act: async (tx, ticked) => {
      await tick(tx, page.param('id'), ticked);
      return { to: addressOf(page), told: t('checks.told') };
    },
  });
}
