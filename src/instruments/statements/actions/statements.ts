import { recordingOf } from '../../../mechanisms/sealed-round/recording.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, NotFound, Refusal } from '../../../platform/http/problems.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { lockPeople } from '../../accounts/store.ts';
import { tellsFor } from '../../partnerships/access.ts';
import { type Inside, loadPartnership } from '../../partnerships/actions.ts';
import { listWithoutPeople } from '../../rounds/store.ts';
import { type StatementInput, sameWords, type Words, wordsIn } from '../rules.ts';
import {
  findDraft,
  forgetDraft,
  insertStatement,
  listStatements,
  listTrials,
  listVersions,
  saveDraft,
} from '../store.ts';

/** What all partners gave, and the trials. */
export async function loadStatements(tx: Tx, partnership: string) {
  const inside = await loadPartnership(tx, partnership);
  const { mine } = inside;
  return {
    inside,
    tells: await tellersIn(tx, inside),
    statements: await listStatements(tx, partnership),
    draft: mine && (await findDraft(tx, mine.id)),
    trials: await listTrials(tx, partnership),
  };
}
export type Statements = Awaited<ReturnType<typeof loadStatements>>;

async function tellersIn(tx: Tx, inside: Inside) {
  const ids = inside.partners.map(({ id }) => id);
  return tellsFor(inside, inside.facilitates ? await listWithoutPeople(tx, ids) : new Set());
}

/** What one partner gave, version by version. */
export async function loadStatement(tx: Tx, partnership: string, id: string) {
  const inside = await loadPartnership(tx, partnership);
  const partner = inside.partners.find((one) => one.id === id && one.joinedAt);
  if (!partner) throw new NotFound();
  const tells = await tellersIn(tx, inside);
  return {
    inside,
    partner,
    telling: tells.find((one) => one.partner.id === id),
    versions: await listVersions(tx, partnership, id),
    draft: await findDraft(tx, id),
  };
}
export type OneStatement = Awaited<ReturnType<typeof loadStatement>>;

/** The same for somebody who may write it. */
export async function loadWriting(tx: Tx, partnership: string, id: string) {
  const at = await loadStatement(tx, partnership, id);
  const { telling } = at;
  if (!telling) throw new Forbidden('the partner’s own people, or who facilitates for one without');
  return { ...at, telling };
}
export type Writing = Awaited<ReturnType<typeof loadWriting>>;

/** What the form begins with: the draft, or what was given last. */
export function heldIn({ draft, versions }: Pick<OneStatement, 'draft' | 'versions'>): Words {
  return draft?.words ?? versions[0]?.words ?? {};
}

/** Keeps a draft, or gives what was written to all. Tells which. What was given already is not given twice. */
export async function writeStatement(
  tx: Tx,
  partnership: string,
  id: string,
  input: StatementInput,
  place: { locale: Locale; today: string },
): Promise<'kept' | 'given'> {
  await lockPeople(tx, partnership);
  const at = await loadWriting(tx, partnership, id);
  const words = wordsIn(input);
  const { recorded } = at.telling;
  if (input.go === 'keep' && !recorded) {
    await saveDraft(tx, id, words, place.locale);
    return 'kept';
  }
  if (Object.keys(words).length === 0) throw new Refusal('words.wanted');
  const recording = recorded ? recordingOf(input, place.today) : undefined;
  const [latest] = at.versions;
  if (!latest || !sameWords(latest.words, words)) {
    const number = (latest?.number ?? 0) + 1;
    await insertStatement(tx, partnership, { partner: id, number, words, locale: place.locale, recording });
    await tx.record({
      space: partnership,
      kind: 'statement.given',
      subject: id,
      content: { partner: id, number, onBehalf: recorded },
    });
  }
  if (!recorded) await forgetDraft(tx, id);
  return 'given';
}
