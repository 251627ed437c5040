import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import type { Findable, FoundThing } from '../../platform/instrument.ts';
import { excerptOf, type Piece } from '../../platform/search/marks.ts';
import { type Hit, searchGroups } from '../../platform/search/search.ts';
import { fold, wordsOf } from '../../platform/search/words.ts';

/** Of each kind on the page with all kinds; the rest of one kind comes in parts. */
export const mostOfEach = 10;
export const partSize = 25;

/** A thing with the piece of its texts in which the words stand that were asked for. */
export type ShownThing = FoundThing & { piece?: { pieces: Piece[]; lang?: string | undefined } };
export type FoundGroup = {
  group: Findable;
  things: ShownThing[];
  /** There is more of it than what is shown. */
  more: boolean;
};
export type Results = { groups: FoundGroup[]; insteadOf: { asked: string; lookedFor: string }[] };

/**
 * What the reader may see of what they ask for, kind by kind. Three statements, one for each kind that is in no
 * index, and one for each of which something was found, whatever is found.
 */
export async function find(
  page: Page,
  tx: Tx,
  asked: { q: string; among: readonly Findable[]; most: number; skipped?: number },
): Promise<Results> {
  const { q, among, most, skipped = 0 } = asked;
  const { hits, insteadOf } = await searchGroups(tx, {
    text: q,
    locale: page.locale,
    locales: page.city.locales,
    groups: among,
    most: most + 1,
    skipped,
  });
  const groups: FoundGroup[] = [];
  const asking = { text: q, locale: page.locale, most: most + 1, skipped };
  const typed = new Set(wordsOf(q).map(({ folded }) => folded));
  for (const group of among) {
    const met = group.lookFor
      ? (await group.lookFor(tx, asking)).map((id) => ({ id, forms: typed }))
      : (hits.get(group.name) ?? []);
    if (met.length === 0) continue;
    const shown = met.slice(0, most);
    const ids = shown.map(({ id }) => id);
    const loaded = new Map((await group.load(page, tx, ids)).map((thing) => [thing.id, thing]));
    const things = shown.flatMap((hit) => shownAs(loaded.get(hit.id), hit));
    if (things.length > 0) groups.push({ group, things, more: met.length > most });
  }
  return { groups, insteadOf };
}

function shownAs(thing: FoundThing | undefined, { forms }: Hit): ShownThing[] {
  if (!thing) return [];
  const texts = [...(thing.about ? [thing.about] : []), ...(thing.texts ?? [])];
  const excerpt = excerptOf(texts, (lower) => forms.has(fold(lower)));
  return [{ ...thing, ...(excerpt && { piece: { pieces: excerpt.pieces, lang: excerpt.of.lang } }) }];
}
