import { askAnew, putToAll } from '../../../mechanisms/adoption/actions.ts';
import type { Terms } from '../../../mechanisms/adoption/rules.ts';
import { type AskedAbout, findTerms, listAsked, type Subject } from '../../../mechanisms/adoption/store.ts';
import { isGoing, isUndecided } from '../../../mechanisms/decision/stages.ts';
import { adopt, keep } from '../../../mechanisms/living-document/adopting.ts';
import {
  type Block,
  headingOf,
  isBeingChanged,
  isToLeaveOut,
  loadStanding,
  type Standing,
  standsAt,
  wordsToLeaveOut,
} from '../../../mechanisms/living-document/standing.ts';
import { type Document, lockDocument } from '../../../mechanisms/living-document/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import { Forbidden, Refusal } from '../../../platform/http/problems.ts';
import type { Adoptable, Adopting } from '../../../platform/instrument.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { lockPeople } from '../../accounts/store.ts';
import type { Inside } from '../../partnerships/actions.ts';
import { mayWrite } from '../access.ts';
import { words } from '../messages/index.ts';
import { listJoined } from '../store.ts';

/** A text, as what is put to all of it needs it. */
type Text = {
  inside: Inside;
  document: Document;
  standing: Standing;
  terms: Terms;
  asked: readonly AskedAbout[];
  today: string;
};

/** Everybody's yes adopts it, given section by section; else only decisions do. */
export function isByWords({ terms }: Pick<Text, 'terms'>): boolean {
  return terms.process === null;
}

/** What was put to all last about a section, or (undefined) about whether all of it still holds. */
export function askedAbout({ asked }: Pick<Text, 'asked'>, block?: { id: string }): AskedAbout | undefined {
  return asked.find((one) => one.block === (block?.id ?? null));
}

/** Sections that can be put to all now: written, not agreed as they stand, and not being decided. */
export function toPut(text: Pick<Text, 'asked' | 'standing'>): Block[] {
  return text.standing.blocks.filter((block) => {
    const last = askedAbout(text, block);
    return block.latest !== undefined && isBeingChanged(block) && !(last && isUndecided(last));
  });
}

/** All of it can be put to all as still holding: it is to be looked at again, and that is not being decided. */
export function canBeKept(text: Text, now: Date): boolean {
  const last = askedAbout(text);
  return standsAt(text.standing, text.today) === 'revisit' && !(last && isGoing(last, now));
}

/**
 * Puts these sections, or that all of it still holds (`keeps`), to all partners under the terms that hold. Returns the
 * decision. Throws a Refusal `put.by-words`, `put.wanted`, `put.changed` or `put.kept`.
 */
export async function putText(
  tx: Tx,
  text: Text,
  { sections, keeps }: { sections: readonly string[]; keeps: boolean },
  timeZone: string,
): Promise<string> {
  const { inside, document } = text;
  if (!mayWrite(inside)) throw new Forbidden('those who contribute');
  const space = inside.partnership.id;
  await lockPeople(tx, space);
  await lockDocument(tx, document.id);
  const terms = await findTerms(tx, space, document.id);
  if (isByWords({ terms })) throw new Refusal('put.by-words');
  const now = {
    ...text,
    standing: await loadStanding(tx, document),
    asked: await listAsked(tx, document.id),
  };
  const t = words(document.locale);
  const open = toPut(now);
  const blocks = open.filter(({ id }) => sections.includes(id));
  if (keeps && !canBeKept(now, tx.now)) throw new Refusal('put.kept');
  if (!keeps && sections.length === 0) throw new Refusal('put.wanted', 'sections');
  if (!keeps && blocks.length < sections.length) throw new Refusal('put.changed', 'sections');
  const { title, locale } = document;
  const asked = keeps
    ? {
        title: t('ask.keep', { title }),
        text: t('ask.keep.text', { title }),
        subjects: [{ kind: 'look', document: document.id }],
      }
    : {
        title: t('ask', { title, n: blocks.length, heading: headingOf(blocks[0]!) || t('untitled') }),
        text: wordsOf(text, blocks),
        subjects: blocks.map((block) => subjectOf(text, block)),
      };
  const around = { partners: (await listJoined(tx, space)).length, timeZone };
  return putToAll(tx, { space, locale, ...asked }, terms, around);
}

/** A section in its last version, as what is adopted. */
function subjectOf({ document }: Pick<Text, 'document'>, { id, latest }: Block): Subject {
  return { kind: 'section', document: document.id, block: id, version: latest!.number };
}

/** What a decision asks about these sections, in the language of the text: their words, beside those that hold. */
function wordsOf({ document }: Pick<Text, 'document'>, blocks: readonly Block[]): string {
  const t = words(document.locale);
  return blocks
    .map((block) => {
      const heading = headingOf(block) || t('untitled');
      if (isToLeaveOut(block)) return [heading, t('ask.out'), wordsToLeaveOut(block)].join('\n\n');
      const { latest, agreed } = block;
      return agreed?.text
        ? [heading, t('ask.new'), latest!.text, t('ask.until-now'), agreed.text].join('\n\n')
        : [heading, latest!.text].join('\n\n');
    })
    .join('\n\n\n');
}

/** After a section was written: where it is being decided, all are asked anew about what it says now. */
export async function followWords(
  tx: Tx,
  { document }: Pick<Text, 'document'>,
  block: string,
): Promise<void> {
  const asked = await listAsked(tx, document.id);
  const going = asked.find((one) => one.block === block && isGoing(one, tx.now));
  if (!going) return;
  const { blocks } = await loadStanding(tx, document);
  const decided = asked.filter((one) => one.decision === going.decision).map((one) => one.block);
  const about = blocks.filter(({ id }) => decided.includes(id));
  const changed = about.find(({ id }) => id === block);
  if (!changed) return;
  const t = words(document.locale);
  const because = t('ask.because', { heading: headingOf(changed) || t('untitled') });
  await askAnew(
    tx,
    going,
    { text: wordsOf({ document }, about), because, locale: document.locale },
    about.map((one) => subjectOf({ document }, one)),
  );
}

async function loadAdopting(house: House, tx: Tx, { space, document: id }: Adopting) {
  await lockPeople(tx, space);
  const document = await lockDocument(tx, id!);
  const today = dayOf(tx.now, (await house.city.get()).timeZone);
  return document && { document, around: { partners: await listJoined(tx, space), today } };
}

const path = ({ document }: Adopting) => `texts/${document}`;

/** What decisions adopt of texts: versions of sections, and that all of one still holds. */
export const adopts: Readonly<Record<string, Adoptable>> = {
  section: {
    path,
    adopt: async (house, tx, adopting) => {
      const found = await loadAdopting(house, tx, adopting);
      const { block, version, decision } = adopting;
      if (found)
        await adopt(tx, found.document, { block: block!, version: version!, decision }, found.around);
      return found !== undefined;
    },
  },
  look: {
    path,
    adopt: async (house, tx, adopting) => {
      const found = await loadAdopting(house, tx, adopting);
      if (found) await keep(tx, found.document, adopting.decision, found.around.today);
      return found !== undefined;
    },
  },
};
