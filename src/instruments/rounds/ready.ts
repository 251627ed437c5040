import { guideOf } from '../../guide/adapted.ts';
import type { Element, ElementId } from '../../guide/elements.ts';
import { mostQuestions, type Question } from '../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../platform/http/page.ts';
import { words } from './messages/index.ts';
import { elementOf, type Starter, starters } from './rules.ts';

/** What a new round begins with: where it belongs, its title, its questions. */
export type Ready = {
  /** Its name, where the questions are a set of ours. */
  starter?: Starter;
  element: ElementId;
  title: string;
  questions: readonly Partial<Question>[];
  /** Questions that found no room any more. */
  left: readonly string[];
  /** What asks for it again: it stands behind the address of the form and in the name of its draft. */
  query: string;
};

export function startedWith(starter: Starter, page: Page): Ready {
  const t = words(page.locale);
  return {
    starter,
    query: `with=${starter}`,
    left: [],
    element: elementOf[starter],
    title: t(`starter.${starter}`),
    questions: starters[starter].map((n) => ({
      text: t(`starter.${starter}.${n}` as 'starter.origins.1'),
      help: t(`starter.${starter}.${n}.help` as 'starter.origins.1.help'),
    })),
  };
}

/** Guiding questions of a step, by their codes. */
export function guidedBy(element: Element, codes: readonly string[], page: Page): Ready {
  const { name, questions } = guideOf(page.city, page.locale).elements[element.id];
  const chosen = Object.keys(questions).filter((code) => codes.includes(code));
  const texts = chosen.map((code) => questions[code]!);
  return {
    query: new URLSearchParams([['element', element.id], ...chosen.map((code) => ['ask', code])]).toString(),
    left: texts.slice(mostQuestions),
    element: element.id,
    title: name,
    questions: texts.slice(0, mostQuestions).map((text) => ({ text })),
  };
}
