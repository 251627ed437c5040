import { isDeepStrictEqual } from 'node:util';
import { adoptableIn, putToAll } from '../../mechanisms/adoption/actions.ts';
import { type Terms, type TermsInput, waysToAdopt } from '../../mechanisms/adoption/rules.ts';
import {
  findTerms,
  findTermsOf,
  insertTerms,
  listAdopting,
  listTermsAsked,
} from '../../mechanisms/adoption/store.ts';
import { words as ways } from '../../mechanisms/decision/messages/index.ts';
import { isUndecided } from '../../mechanisms/decision/stages.ts';
import { findDocument } from '../../mechanisms/living-document/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { NotFound, Refusal } from '../../platform/http/problems.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { isId } from '../../platform/id.ts';
import type { Adoptable } from '../../platform/instrument.ts';
import { lockPeople } from '../accounts/store.ts';
import { loadHearing, loadToChange } from '../partnerships/actions/hearing.ts';
import { words } from './messages/index.ts';

/** How a partnership adopts, and what was put to all about that. */
export async function loadAdoptions(tx: Tx, partnership: string) {
  const at = await loadHearing(tx, partnership);
  return {
    at,
    terms: await findTerms(tx, partnership, null),
    asked: await listTermsAsked(tx, partnership),
  };
}

/** Who may choose otherwise, for all or (by its id, else '') for one text; NotFound where there is no such text. */
export async function loadToChoose(tx: Tx, partnership: string, text: string) {
  const at = await loadToChange(tx, partnership);
  const document = isId(text) ? await findDocument(tx, partnership, text) : undefined;
  if (text && !document) throw new NotFound();
  return { at, document, terms: await findTerms(tx, partnership, document?.id ?? null) };
}
export type Choosing = Awaited<ReturnType<typeof loadToChoose>>;

/** Puts another choice to all, by the way that holds until then. Returns the decision. Throws a Refusal `asked.already`, `way.same`. */
export async function proposeTerms(
  tx: Tx,
  partnership: string,
  text: string,
  typed: TermsInput,
  { locale, timeZone }: { locale: Locale; timeZone: string },
): Promise<string> {
  await lockPeople(tx, partnership);
  const { at, document, terms: until } = await loadToChoose(tx, partnership, text);
  const undecided = (await listTermsAsked(tx, partnership)).some(
    (one) => one.forDocument === (document?.id ?? null) && isUndecided(one),
  );
  if (undecided) throw new Refusal('asked.already');
  const asAll = typed.way === 'all';
  if (asAll && !document) throw new Refusal('way.wanted', 'way');
  const process = waysToAdopt.find(({ key }) => key === typed.way) ?? null;
  const { days, quorum, because } = typed;
  const terms: Terms = { process, days, quorum };
  if (!asAll && isSame(terms, until)) throw new Refusal('way.same', 'way');
  const t = words(locale);
  const way = asAll ? t('way.all') : ways(locale)(`${process?.key ?? 'everybody'}.name` as 'consent.name');
  const title = document ? t('ask.text', { title: document.title, way }) : t('ask', { way });
  const lines = [
    because,
    asAll ? t('way.all.about') : ways(locale)(`${process?.key ?? 'everybody'}.about` as 'consent.about'),
    process ? t('terms', { days, n: quorum }) : '',
    t('ask.until-then'),
  ];
  const id = await insertTerms(tx, { space: partnership, document: document?.id ?? null, asAll, ...terms });
  return putToAll(
    tx,
    {
      ...{ space: partnership, title, text: lines.filter(Boolean).join('\n\n'), locale },
      subjects: [{ kind: 'terms', terms: id }],
    },
    until,
    { partners: at.joined.length, timeZone },
  );
}

function isSame(a: Terms, b: Terms): boolean {
  if (a.process === null || b.process === null) return a.process === b.process;
  return a.process.key === b.process.key && a.days === b.days && a.quorum === b.quorum;
}

/** Where what a decision adopts is read, behind the address of the partnership. */
export async function findPlace(
  house: House,
  tx: Tx,
  partnership: string,
  decision: string,
): Promise<string> {
  await loadHearing(tx, partnership);
  const [first] = isId(decision) ? await listAdopting(tx, decision) : [];
  const path = first?.space === partnership && adoptableIn(house, first.kind)?.path(first);
  if (!path) throw new NotFound();
  return path;
}

/**
 * Other terms hold from the moment at which they are adopted. A way that says something else under a name of the house
 * was put there by nobody who used it: it is not adopted.
 */
export const terms: Adoptable = {
  path: () => 'adoptions',
  adopt: async (_house, tx, { space, terms: id, decision }) => {
    const found = await findTermsOf(tx, id!);
    if (!found) return false;
    const { process, document, title, asAll } = found;
    if (process && !waysToAdopt.some((way) => isDeepStrictEqual(way, process))) return false;
    await tx.record({
      ...{ space, subject: decision, kind: 'adoption.chosen' },
      content: { way: asAll ? 'all' : (process?.key ?? 'everybody'), ...(document && { document }) },
      ...(title && { personal: { title } }),
    });
    return true;
  },
};
