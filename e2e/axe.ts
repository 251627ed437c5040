import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Off unless asked for: places to press are at least 24 pixels large, or stand apart (WCAG 2.2, 2.5.8). */
const options = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };

type Result = {
  violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[];
};

/** What axe finds wrong on the page as it is now, one line each. None is what we want. */
export async function violationsOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(source);
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as Result;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`),
  );
}
