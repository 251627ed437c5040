import type { Page } from '../../../platform/http/page.ts';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { pathOf } from '../views/parts.tsx';

export const placeOf = (page: Page) => ({ locale: page.locale, timeZone: page.city.timeZone });
export const ids = (page: Page) => [page.param('id'), page.param('decision')] as const;
export const addressOf = (page: Page) => `${pathOf(page.param('id'))}/${page.param('decision')}`;

/** The partner for which somebody writes down what it says. */
export const wantedIn = (page: Page, state?: FormState) =>
  state ? (textOf(state, 'partner') ?? '') : page.query('partner');
