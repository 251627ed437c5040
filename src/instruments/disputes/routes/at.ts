import type { Page } from '../../../platform/http/page.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { pathOf } from '../views/parts.tsx';

export const hereOf = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });
export const ids = (page: Page) => [page.param('id'), page.param('dispute')] as const;
export const homeOf = (page: Page) => pathOf(page.param('id'));
export const addressOf = (page: Page) => `${homeOf(page)}/${page.param('dispute')}`;

/** The side for which somebody writes down what it says. */
export const wantedIn = (page: Page, state?: FormState) =>
  state ? (textOf(state, 'partner') ?? '') : page.query('partner');
