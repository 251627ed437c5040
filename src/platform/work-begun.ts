import type { Locale } from './i18n/locale.ts';
import type { StepWork } from './instrument.ts';

/** What a room begins a step of the guide with: whether the step is agreed is said elsewhere. Nothing before it is begun. */
export function workBegun(
  element: string,
  path: string,
  label: (locale: Locale) => string,
  begunAt: Date | null | undefined,
): StepWork[] {
  return begunAt ? [{ element, path, label, begunAt, agreedAt: null, revisitOn: null }] : [];
}
