import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { it } from 'vitest';
import { home } from './built.ts';

/**
 * The parts of a journey, one test each. Once a part has failed the others cannot begin where they should:
 * they fail at once instead of waiting. What was on the screens is kept in `build/journeys/seen`.
 */
export function stagesOf(browser: () => Browser | undefined) {
  let broken: string | undefined;
  return function stage(name: string, walk: () => Promise<void>): void {
    it(name, async () => {
      if (broken) throw new Error(`Not begun: "${broken}" failed`);
      try {
        await walk();
      } catch (error) {
        broken = name;
        await keepScreens(browser(), name);
        throw error;
      }
    });
  };
}

async function keepScreens(browser: Browser | undefined, name: string): Promise<void> {
  const folder = join(home, 'seen');
  await mkdir(folder, { recursive: true });
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [n, page] of pages.entries()) {
    const file = `${name.replaceAll(/\W+/g, '-').slice(0, 60)}-${n}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: true, timeout: 5_000 }).catch(() => {});
  }
}
