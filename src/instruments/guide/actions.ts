import { type Adaptable, type Decision, decided, partsOf, saidByGuide } from '../../guide/adapted.ts';
import type { Element } from '../../guide/elements.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Forbidden } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { mayAdapt } from './access.ts';
import { isQuestion, sinceField, textField } from './rules.ts';
import { insertChanges, type NewChange } from './store.ts';

/** Writes down where a city says something else now, in one language. Tells how many parts that were. */
export async function adaptElement(
  tx: Tx,
  city: Adaptable & { space: string },
  { element, locale }: { element: Element; locale: Locale },
  input: Readonly<Record<string, string>>,
): Promise<number> {
  if (!mayAdapt(tx.scope)) throw new Forbidden('administrators');
  const changes = partsOf(element).flatMap((part): NewChange[] => {
    const now = saidByGuide(element, part, locale);
    const own = city.guide.find(
      (one) => one.element === element.id && one.locale === locale && one.part === part,
    );
    const change = decided(
      { isQuestion: isQuestion(element, part), now, own },
      input[textField(part)]!,
      input[sinceField(part)] as Decision,
    );
    return change ? [{ element: element.id, locale, part, ...change }] : [];
  });
  if (changes.length === 0) return 0;
  await insertChanges(tx, city.space, changes);
  await tx.record({
    space: city.space,
    kind: 'guide.adapted',
    audience: 'public',
    content: { element: element.id, locale, parts: changes.map(({ part }) => part) },
  });
  return changes.length;
}
