import type { Scope } from '../scope.ts';
import type { Page } from './page.ts';

/** Who may call a route. Every route declares one; a test walks routes × roles against a list written by hand. */
export type Rule = {
  readonly name: string;
  /** Absent where only the row can tell: then the handler's `load…` answers 404. */
  readonly allows?: (scope: Scope) => boolean;
};

export const anyone: Rule = { name: 'anyone' };
export const signedIn: Rule = { name: 'signed in', allows: (scope) => scope.person !== null };
export const administrator: Rule = { name: 'administrator', allows: (scope) => scope.administers };
/**
 * Rows decide: who is not in the space gets the 404 of something that is not there; who is not signed in is asked
 * to sign in first, whether it is there or not.
 */
export const thoseInTheSpace: Rule = { name: 'those in the space' };
/** A signed link decides; without a good one there is nothing here. */
export const holderOfLink: Rule = { name: 'holder of a link' };

export type Handler = (page: Page) => Promise<Response> | Response;

export type Route = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly may: Rule;
  readonly handler: Handler;
  /** Bytes of the largest form, where it is larger than `usualBody`. */
  readonly maxBody?: number;
};

/** A form of words fits; a file does not. */
export const usualBody = 256 * 1024;

export function get(path: string, may: Rule, handler: Handler): Route {
  return { method: 'get', path, may, handler };
}

export function post(path: string, may: Rule, handler: Handler, more: { maxBody?: number } = {}): Route {
  return { method: 'post', path, may, handler, ...more };
}
