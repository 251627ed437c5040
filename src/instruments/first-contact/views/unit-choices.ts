import { usualPromise } from '../../../mechanisms/request/clock.ts';
import type { Page } from '../../../platform/http/page.ts';
import { textIn } from '../../../platform/i18n/locale.ts';
import type { Choice } from '../../../ui/select.tsx';
import { words } from '../messages/index.ts';
import type { Unit } from '../store/units.ts';
import { shortDay } from './said.tsx';

type Groups = { group: string; options: Choice[] }[];

function choiceOf(page: Page): (unit: Unit) => Choice {
  return (unit) => {
    const { text, lang } = textIn(unit.name, page.locale, page.city.defaultLocale);
    return { value: unit.slug, label: text, ...(lang !== page.locale && { lang }) };
  };
}

/** Departments first, then the others, as groups of a list to choose from. */
export function unitChoices(page: Page, units: readonly Unit[]): Groups {
  const t = words(page.locale);
  const departments = units.filter((unit) => unit.kind === 'department').map(choiceOf(page));
  const others = units.filter((unit) => unit.kind !== 'department').map(choiceOf(page));
  return [
    { group: t('units.departments'), options: departments },
    { group: t('units.others'), options: others },
  ].filter((group) => group.options.length > 0);
}

/** To whom a request can be sent on: the offices by the days that they promise, then the others, where they are asked for. */
export function forwardChoices(
  page: Page,
  units: readonly Unit[],
  had: ReadonlyMap<string, Date> = new Map(),
): Groups {
  const t = words(page.locale);
  const plain = choiceOf(page);
  const choice = (unit: Unit): Choice => {
    const until = had.get(unit.id);
    const one = plain(unit);
    return until ? { ...one, label: t('forward.had', { unit: one.label, day: shortDay(until, page) }) } : one;
  };
  const byDays = Map.groupBy(
    units.filter((unit) => unit.kind === 'department'),
    (unit) => unit.reply_days ?? usualPromise,
  );
  const groups = [...byDays]
    .toSorted(([one], [other]) => one - other)
    .map(([n, found]) => ({ group: t('units.days', { n }), options: found.map(choice) }));
  const others = units.filter((unit) => unit.kind !== 'department').map(choice);
  return others.length > 0 ? [...groups, { group: t('units.others'), options: others }] : groups;
}
