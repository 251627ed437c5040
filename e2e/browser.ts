import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Where Linux distributions put theirs; it is preferred because it is kept up to date. */
const system = '/usr/bin/chromium';

/**
 * Meant for one page in one short life, or less strict than the browsers of our readers: in a single process
 * the browser ends with its first page, and without web security a wrong origin would pass unnoticed.
 */
const unwanted = new Set([
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
  '--disable-site-isolation-trials',
]);

/** The system's, or the one of npm, unpacked into the temporary folder by whoever asks first. */
export const findBrowser = () => (existsSync(system) ? system : sparticuz.executablePath());

/** A browser without a window: that of the system where there is one, else the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
  const executablePath = await findBrowser();
  const args = executablePath === system ? [] : sparticuz.args.filter((arg) => !unwanted.has(arg));
  return chromium.launch({ executablePath, args: [...args, ...quiet] });
}
