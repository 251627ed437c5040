import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../e2e/browser.ts';
import { mark } from './hostile.ts';

type Case = { html: string; from: string };

/**
 * Reads pages as a browser does and says what in them could run or lead away although it came from an input:
 * scripts, handlers, styles, frames, elements and addresses that none of our pages has.
 */
export class Judge {
  readonly #browser: Browser;
  readonly #page: Page;
  #waiting: Case[] = [];
  judged = 0;
  readonly verdicts: string[] = [];

  static async open(): Promise<Judge> {
    const browser = await launchBrowser();
    return new Judge(browser, await browser.newPage());
  }

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** Pages without anything of an input in them are left out. */
  async add(html: string, from: string): Promise<void> {
    if (!html.includes(mark)) return;
    this.#waiting.push({ html, from });
    if (this.#waiting.length >= 40) await this.decide();
  }

  async decide(): Promise<void> {
    const cases = this.#waiting.splice(0);
    this.judged += cases.length;
    this.verdicts.push(...(await this.#page.evaluate(readAll, { cases, mark })));
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** Runs in the browser. */
function readAll({ cases, mark }: { cases: Case[]; mark: string }): string[] {
  const found: string[] = [];
  const forbidden = new Set([
    'iframe',
    'frame',
    'object',
    'embed',
    'base',
    'style',
    'template',
    'noscript',
    'math',
  ]);
  const addresses = new Set([
    'href',
    'src',
    'action',
    'formaction',
    'data',
    'poster',
    'srcset',
    'xlink:href',
  ]);
  for (const { html, from } of cases) {
    const complain = (what: string) => found.push(`${from}: ${what}`);
    for (const element of new DOMParser().parseFromString(html, 'text/html').querySelectorAll('*')) {
      const name = element.localName;
      // The one at the foot of a page is ours: it says that a change of language loses what is typed.
      const ours = name === 'noscript' && element.matches('body > footer noscript');
      if ((forbidden.has(name) && !ours) || name.includes(mark)) complain(`an element <${name}>`);
      if (name === 'script' && (element.textContent || !element.getAttribute('src')?.startsWith('/')))
        complain(`a script: ${element.outerHTML.slice(0, 200)}`);
      if (name === 'meta' && element.hasAttribute('http-equiv')) complain('a meta http-equiv');
      for (const attribute of element.attributes) {
        const at = attribute.name.toLowerCase();
        // Browsers read over spaces and control characters.
        const value = [...attribute.value]
          .filter((letter) => letter > ' ')
          .join('')
          .toLowerCase();
        if (at.startsWith('on') || at === 'style' || at === 'srcdoc' || at.includes(mark))
          complain(`<${name} ${at}="${attribute.value.slice(0, 100)}">`);
        if (!addresses.has(at)) continue;
        if (/^(javascript|data|vbscript|blob):/.test(value))
          complain(`<${name} ${at}="${value.slice(0, 100)}">`);
        // Pictures, styles and forms lead nowhere that somebody typed in; a link may.
        if (name !== 'a' && new RegExp(`^(\\w+:)?[/\\\\]{2}[^/]*${mark}`).test(value))
          complain(`<${name} ${at}="${value.slice(0, 100)}">`);
      }
    }
  }
  return found;
}
