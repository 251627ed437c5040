import type { Scope } from '../scope.ts';
import type { Page } from './page.ts';
import { NotFound } from './problems.ts';

/** Who may call a route. Every route declares one; a test walks routes × roles against a list written by hand. */
export type Rule = {
  readonly name: string;
  /** Absent where only the row can tell: then the handler's `load…` answers 404. */
  readonly allows?: (scope: Scope) => boolean;
  /** Also for those who take part in a partnership by link, without an account. */
  readonly guests?: true;
};

export const anyone: Rule = { name: 'anyone' };
export const signedIn: Rule = { name: 'signed in', allows: (scope) => scope.person !== null };
export const administrator: Rule = { name: 'administrator', allows: (scope) => scope.administers };
/** The same, and who takes part by link is known there. */
export const anyoneAsThemselves: Rule = { name: 'anyone', guests: true };
/**
 * Rows decide: who is not in the space gets the 404 of something that is not there; who is not signed in is asked
 * to sign in first, whether it is there or not.
 */
export const thoseInTheSpace: Rule = { name: 'those in the space' };
/** The same in a partnership, where one can take part by link. */
export const participants: Rule = { name: 'participants', guests: true };
/** Everybody whom the house knows: with an account, or taking part somewhere by link. */
export const known: Rule = { name: 'known', allows: (scope) => scope.person !== null, guests: true };
/** A signed link decides; without a good one there is nothing here. */
export const holderOfLink: Rule = { name: 'holder of a link' };
/** The same where somebody who takes part by link acts as themselves. */
export const holderOfPartLink: Rule = { name: 'holder of a link', guests: true };

/** In the query of an address that a mail to somebody without an account holds. */
export const byLink = { name: 'by', value: 'link' };

export type Handler = (page: Page) => Promise<Response> | Response;

export type Route = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly may: Rule;
  readonly handler: Handler;
  /** Bytes of the largest form, where it is larger than `usualBody`. */
  readonly maxBody?: number;
  /** Also for programs elsewhere, which say not where from: the link in the address alone decides, no cookie. */
  readonly elsewhere?: true;
};

/** A form of words fits; a file does not. */
export const usualBody = 256 * 1024;

export function get(path: string, may: Rule, handler: Handler): Route {
  return { method: 'get', path, may, handler };
}

/**
 * A form may take away the ground it stands on: a draft that is sent is no draft any more. Whoever sends the same
 * one twice is answered as the first time, instead of being told that there is nothing.
 */
export function post(
  path: string,
  may: Rule,
  handler: Handler,
  more: Pick<Route, 'maxBody' | 'elsewhere'> = {},
): Route {
  const answeredTwice: Handler = async (page) => {
    try {
      return await handler(page);
    } catch (error) {
      const before = error instanceof NotFound ? await page.ledBefore() : undefined;
      if (!before) throw error;
      return page.redirect(before.to, before.told);
    }
  };
  return { method: 'post', path, may, handler: answeredTwice, ...more };
}
