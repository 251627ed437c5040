import { diffWordsWithSpace } from 'diff';

/** A piece of a text beside an earlier one: in both, only in the later, or only in the earlier. */
export type Difference = { kind: 'same' | 'added' | 'removed'; text: string };

/** Steps after which two texts count as different altogether: nobody reads a page of crossed-out words. */
const mostSteps = 2000;

/**
 * What changed between two texts, word by word. What is not removed, put together, is the later text; what is
 * not added is the earlier one. A run of changed words is one change, not one for each word.
 */
export function differences(before: string, after: string): Difference[] {
  if (before === after) return after === '' ? [] : [{ kind: 'same', text: after }];
  const found = diffWordsWithSpace(before, after, { maxEditLength: mostSteps });
  if (!found) return change(before, after);
  const result: Difference[] = [];
  let removed = '';
  let added = '';
  const changing = () => removed !== '' || added !== '';
  for (const [n, part] of found.entries()) {
    if (part.added) added += part.value;
    else if (part.removed) removed += part.value;
    // The space between two changed words belongs to the change; a new line stays where it is.
    else if (changing() && /^[^\S\n]+$/.test(part.value) && n < found.length - 1) {
      removed += part.value;
      added += part.value;
    } else {
      const space = sharedEnd(removed, added);
      const cut = (text: string) => text.slice(0, text.length - space.length);
      result.push(...change(cut(removed), cut(added)), { kind: 'same', text: space + part.value });
      removed = '';
      added = '';
    }
  }
  result.push(...change(removed, added));
  return result;
}

export function isChanged(parts: readonly Difference[]): boolean {
  return parts.some(({ kind }) => kind !== 'same');
}

/** The space with which both end: it stands after the change, not in it. */
function sharedEnd(removed: string, added: string): string {
  const end = /\s*$/.exec(removed)![0];
  return added.endsWith(end) ? end : '';
}

function change(removed: string, added: string): Difference[] {
  const both: Difference[] = [
    { kind: 'removed', text: removed },
    { kind: 'added', text: added },
  ];
  return both.filter(({ text }) => text !== '');
}
