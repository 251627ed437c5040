import type { Page } from '../../../platform/http/page.ts';
import { textIn } from '../../../platform/i18n/locale.ts';
import type { Choice } from '../../../ui/select.tsx';
import { words } from '../messages/index.ts';
import type { Unit } from '../store/units.ts';

/** Departments first, then the others, as groups of a list to choose from. */
export function unitChoices(page: Page, units: readonly Unit[]): { group: string; options: Choice[] }[] {
  const t = words(page.locale);
  const choice = (unit: Unit): Choice => {
    const { text, lang } = textIn(unit.name, page.locale, page.city.defaultLocale);
    return { value: unit.slug, label: text, ...(lang !== page.locale && { lang }) };
  };
  const departments = units.filter((unit) => unit.kind === 'department').map(choice);
  const others = units.filter((unit) => unit.kind !== 'department').map(choice);
  return [
    { group: t('units.departments'), options: departments },
    { group: t('units.others'), options: others },
  ].filter((group) => group.options.length > 0);
}
