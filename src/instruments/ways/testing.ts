import { findProcess } from '../../mechanisms/decision/processes.ts';
import { locales } from '../../platform/i18n/locale.ts';
import { typedWay } from './rules.ts';

/** What is sent for a copy of a process in which nothing was changed but its name. */
export function copyForm(base: string, name = 'As we do it'): Record<string, string | string[]> {
  const names = Object.fromEntries(locales.map((locale) => [locale, name]));
  return { from: base, ...typedWay(findProcess(base)!, { name: names, changes: {} }, locales) };
}
