import type { Page } from '../../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { words } from '../messages/index.ts';
import { acknowledge, loadReading } from '../reading.ts';
import { readForm } from '../rules.ts';
import { ReadingPage } from '../views/reading.tsx';
import { addressOf, ids, placeOf, wantedIn } from './at.ts';

async function readingPage(page: Page, state?: FormState) {
  const view = await page.read((tx) => loadReading(tx, ...ids(page), wantedIn(page, state)));
  return <ReadingPage page={page} view={view} state={state} />;
}

function haveRead(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(readForm, {
    say: t,
    again: (state) => readingPage(page, state),
    act: async (tx, typed) => {
      await acknowledge(tx, ids(page), typed, placeOf(page));
      return { to: addressOf(page), told: t('reading.saved') };
    },
  });
}

/** Saying that what was decided was read. */
export const reading = (base: string): Route[] => [
  get(`${base}/reading`, participants, async (page) => page.html(await readingPage(page))),
  post(`${base}/reading`, participants, haveRead),
];
