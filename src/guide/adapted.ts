import type { GuideChange } from '../platform/city.ts';
import type { Locale } from '../platform/i18n/locale.ts';
import { type Element, elements } from './elements.ts';
import { type Guide, guideIn } from './guide.ts';

/** A part of an element that a city can put in its own words: a question by its code, or one of these. */
export const parts = ['name', 'about', 'why', 'do', 'who', 'time'] as const;
/** The city's own questions, one on each line. */
export const ownQuestions = 'own';

/** Longest texts of a part, in characters; of `do` and of the city's own questions, of a line. */
export const longest: Record<(typeof parts)[number] | 'question', number> = {
  name: 60,
  about: 160,
  why: 400,
  do: 400,
  who: 160,
  time: 160,
  question: 400,
};

export type Adaptable = { guide: readonly GuideChange[] };

/** The parts of an element, in the order in which they are read. */
export function partsOf({ codes }: Pick<Element, 'codes'>): string[] {
  return [...parts, ...codes, ownQuestions];
}

/** What the guide itself says in a part: the lines of `do` under each other; nothing for the city's own questions. */
export function saidByGuide(element: Element, part: string, locale: Locale): string {
  const text = guideIn(locale).elements[element.id];
  if (part === 'do') return text.do.join('\n');
  if (part === ownQuestions) return '';
  return element.codes.includes(part) ? text.questions[part]! : text[part as 'name'];
}

const adapted = new WeakMap<readonly GuideChange[], Map<Locale, Guide>>();

/**
 * The guide as a city says it. Each part that the city has not put otherwise is the guide's own, so that a later guide
 * comes in wherever the city says nothing else. A question that the city leaves out is not there; its own questions
 * come last, under `own-1`, `own-2` ….
 */
export function guideOf({ guide: changes }: Adaptable, locale: Locale): Guide {
  if (changes.length === 0) return guideIn(locale);
  const known = adapted.get(changes) ?? new Map<Locale, Guide>();
  adapted.set(changes, known);
  const made = known.get(locale) ?? adapt(changes, locale);
  known.set(locale, made);
  return made;
}

function adapt(changes: readonly GuideChange[], locale: Locale): Guide {
  const guide = guideIn(locale);
  const own = Object.groupBy(
    changes.filter((change) => change.locale === locale),
    ({ element }) => element,
  );
  const texts = elements.map((element) => {
    const text = guide.elements[element.id];
    const said = new Map(own[element.id]?.map((change) => [change.part, change.text]));
    if (said.size === 0) return [element.id, text];
    const plain = parts.filter((part) => part !== 'do');
    const questions = element.codes.map((code) => [code, said.get(code) ?? text.questions[code]!]);
    const added = linesOf(said.get(ownQuestions) ?? '').map((line, n) => [`own-${n + 1}`, line]);
    return [
      element.id,
      {
        ...Object.fromEntries(plain.map((part) => [part, said.get(part) ?? text[part]])),
        do: said.has('do') ? linesOf(said.get('do')!) : text.do,
        questions: Object.fromEntries([...questions, ...added].filter(([, question]) => question !== '')),
      },
    ];
  });
  return { ...guide, elements: Object.fromEntries(texts) as Guide['elements'] };
}

export function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trim() || []);
}

/** A part that the city says otherwise. `now` is what the guide says today. */
export type Difference = GuideChange & { now: string };

/** What a city says otherwise about an element in a language, in the order in which it is read. */
export function differencesIn({ guide }: Adaptable, element: Element, locale: Locale): Difference[] {
  const own = guide.filter((change) => change.element === element.id && change.locale === locale);
  return partsOf(element).flatMap((part) => {
    const change = own.find((one) => one.part === part);
    return change ? { ...change, now: saidByGuide(element, part, locale) } : [];
  });
}

/** Whether the guide has changed since the city wrote its own words. */
export function isBehind({ base, now }: Pick<Difference, 'base' | 'now'>): boolean {
  return base !== now;
}

/** What a city does with its words where the guide has changed since: `ours` stay, or the guide's words are `taken`. */
export type Decision = 'later' | 'ours' | 'taken';

/**
 * What is to be written down of a part whose form was sent; undefined where nothing changes. Who empties a part takes
 * the guide's words, but an emptied question is left out. New words are written against the guide of today.
 * @param part the part, with what the guide says `now` and what the city says, if it says something else
 * @param typed what stands in the field now
 */
export function decided(
  part: { isQuestion: boolean; now: string; own: Pick<GuideChange, 'text' | 'base'> | undefined },
  typed: string,
  decision: Decision,
): { text: string | null; base: string } | undefined {
  const { isQuestion, now, own } = part;
  const back = own && { text: null, base: now };
  if (decision === 'taken') return back;
  if ((typed === '' && !isQuestion) || typed === now) return back;
  if (typed !== own?.text) return { text: typed, base: now };
  return decision === 'ours' && own.base !== now ? { text: typed, base: now } : undefined;
}
