import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Off unless asked for: places to press are at least 24 pixels large, or stand apart (WCAG 2.2, 2.5.8). */
const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };

type Result = {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
};

/**
 * What axe finds wrong on the page as it is now, one line each. None is what we want.
 * Half of a journey's time would be axe, mostly on pages that differ from one before in nothing but their words and
 * the length of their lists: each kind of page is looked at once in a run, at each width and in each theme.
 */
export async function violationsOn(page: Page): Promise<string[]> {
  const mark = await markOf(page);
  if (mark && existsSync(mark)) return [];
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source);
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as Result;
  if (mark && violations.length === 0) writeFileSync(mark, '');
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`),
  );
}

/** The empty file that says of this kind of page that it is without fault; none where a run keeps no such files. */
async function markOf(page: Page): Promise<string | undefined> {
  const folder = process.env.SAMVIRKE_TEST_LOOKED_AT;
  if (!folder) return undefined;
  const kind = createHash('sha256').update(await page.evaluate(kindOfPage));
  return join(folder, kind.digest('hex'));
}

/**
 * What axe's rules ask about: elements, attributes, what points where, whether there are words. Not which words, nor how
 * long they are: a place to press that is too small only beside a long name is found by the long tests alone.
 */
function kindOfPage(): string {
  const pointers = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-errormessage'];
  const told = /^(class|role|type|lang|autocomplete|scope|tabindex|open|disabled|hidden|aria-(?!label$).*)$/;
  const ofAttribute = ({ name, value }: Attr): string => {
    if (pointers.includes(name)) {
      const found = value
        .split(/\s+/)
        .map((id) => document.querySelectorAll(`[id="${CSS.escape(id)}"]`).length);
      return `${name}>${found}`;
    }
    const look = name.startsWith('data-') && /^[a-z-]+$/.test(value);
    return look || told.test(name) ? `${name}=${value}` : `${name}${value.trim() ? '' : '-'}`;
  };
  const ofNode = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.nodeValue?.trim() ? 'words' : '';
    if (!(node instanceof Element) || ['SCRIPT', 'STYLE'].includes(node.tagName)) return '';
    const inside = [...node.childNodes].map(ofNode).filter(Boolean);
    const differing = inside.filter((one, at) => one !== inside[at - 1]);
    const shown = node.checkVisibility() ? '' : '!';
    return `<${shown}${node.tagName} ${[...node.attributes].map(ofAttribute).sort()}>${differing.join('')}</>`;
  };
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const sheets = [...document.styleSheets].map(({ href }) => href);
  return `${innerWidth} ${innerHeight} ${dark} ${sheets} ${document.title.trim() !== ''} ${ofNode(document.documentElement)}`;
}
