import { findElement } from '../../../guide/elements.ts';
import { standsAt } from '../../../mechanisms/living-document/standing.ts';
import {
  countOpenComments,
  listDocuments,
  listWrittenDown,
} from '../../../mechanisms/living-document/store.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Forbidden, NotFound, Refusal } from '../../../platform/http/problems.ts';
import { isNoSuchDay, readDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { wordFor } from '../../partnerships/access.ts';
import { listSilent } from '../../partnerships/actions/hearing.ts';
import { loadPartnership } from '../../partnerships/actions.ts';
import { maySetFrame, mayWrite } from '../access.ts';
import { canBeKept, isByWords, toPut } from '../actions/adopting.ts';
import { loadOccasions } from '../actions/occasions.ts';
import { toAnswer } from '../actions/word.ts';
import { beginText, frameText, type Text, typedFrame } from '../actions.ts';
import { words } from '../messages/index.ts';
import { findOpenedRound, holdsVision, type OpenedRound } from '../rounds.ts';
import { beginForm, frameForm, visionParts } from '../rules.ts';
import { findVisionOf } from '../store.ts';
import { BeginPage } from '../views/begin.tsx';
import { ComparePage } from '../views/compare.tsx';
import { FramePage } from '../views/frame.tsx';
import { TextsPage } from '../views/list.tsx';
import type { Next } from '../views/next-step.tsx';
import { textPath, textsPath } from '../views/parts.tsx';
import { SheetPage } from '../views/sheet.tsx';
import { TextPage } from '../views/text.tsx';
import { textIn } from './door.ts';

export async function list(page: Page): Promise<Response> {
  const view = await page.read(async (tx) => {
    const inside = await loadPartnership(tx, page.param('id'));
    const { id } = inside.partnership;
    return { inside, documents: await listDocuments(tx, id, page.key('after')) };
  });
  const today = dayOf(page.now, page.city.timeZone);
  return page.html(<TextsPage page={page} {...view} today={today} />);
}

export async function beginPage(page: Page, form?: FormState) {
  const wanted = form ? String(form.values.round ?? '') : page.query('round');
  const { inside, round } = await page.read(async (tx) => {
    const found = await loadPartnership(tx, page.param('id'));
    if (!mayWrite(found)) throw new Forbidden('those who contribute');
    return {
      inside: found,
      round: wanted ? await findOpenedRound(tx, found.partnership.id, wanted) : undefined,
    };
  });
  const element = findElement(form ? String(form.values.element ?? '') : page.query('element'))?.id;
  return <BeginPage page={page} inside={inside} round={round} element={element} {...(form && { form })} />;
}

export async function begin(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(beginForm, {
    say: t,
    again: (form) => beginPage(page, form),
    act: async (tx, input) => {
      const inside = await loadPartnership(tx, page.param('id'));
      const round = input.round ? await findOpenedRound(tx, inside.partnership.id, input.round) : undefined;
      if (input.from === 'round' && !round) throw new Refusal('from.wanted', 'from');
      const drafts = input.from === 'round' && round && holdsVision(round) ? round : undefined;
      // Of one round one vision is made: who comes second finds the first one's.
      const stands = drafts && (await findVisionOf(tx, inside.partnership.id, drafts.id));
      if (stands) return { to: `${textsPath(inside.partnership.id)}/${stands}`, told: t('begin.stands') };
      const id = await beginText(tx, inside, {
        kind: input.from === 'vision' || drafts ? 'vision' : 'text',
        title: input.title,
        locale: drafts?.locale ?? page.locale,
        round: round?.id ?? null,
        element: input.element ?? round?.element ?? (input.from === 'vision' ? 'vision' : null),
        blocks: blocksFor(page, input, round),
      });
      return { to: `${textsPath(inside.partnership.id)}/${id}`, told: t('begin.told') };
    },
  });
}

/** The sections that a text begins with: from the vision, from the questions of a round, and headings of one's own. */
function blocksFor(
  page: Page,
  input: { from: string; title: string; headings: readonly string[] },
  round: OpenedRound | undefined,
) {
  const t = words(page.locale);
  const own = input.headings.map((heading) => ({ heading, question: '' }));
  if (input.from === 'vision') {
    const parts = visionParts.map((part) => ({
      heading: t(`vision.${part}`),
      question: t(`vision.${part}.question`),
    }));
    return [...parts, ...own];
  }
  if (input.from === 'round' && round) {
    // How much something matters is no heading of a text: what was chosen on a scale is read beside the others.
    const inWords = round.questions.filter(({ kind }) => kind !== 'scale');
    const asked = inWords.map(({ question, help }) => ({
      heading: question.slice(0, 120),
      question: help || question,
    }));
    if (asked.length > 0) return [...asked, ...own];
  }
  return own.length > 0 ? own : [{ heading: input.title, question: '' }];
}

export async function show(page: Page): Promise<Response> {
  const shown = await page.read(async (tx) => {
    const found = await textIn(page, tx);
    return {
      text: found,
      comments: await countOpenComments(tx, found.document.id),
      writtenDown: await listWrittenDown(tx, found.document.id),
      next: await nextFor(tx, found),
      ...(await loadOccasions(tx, found)),
    };
  });
  return page.html(<TextPage page={page} {...shown} />);
}

/** What comes next for this reader: their partner's word first, then the day that has come, then what is not written. */
async function nextFor(tx: Tx, text: Text): Promise<Next | undefined> {
  const { standing, inside } = text;
  if (!isByWords(text)) return nextToDecide(text, tx.now);
  const voice = wordFor(tx.scope, inside);
  const silentOn = (partner: string) =>
    toAnswer(text, partner).filter(({ said }) => !said.some((one) => one.partner === partner));
  const open = voice ? silentOn(voice).length : 0;
  if (open > 0) return { do: 'answer', n: open };
  if (standsAt(standing, text.today) === 'revisit' && maySetFrame(tx.scope, inside)) return { do: 'revisit' };
  const unwritten = standing.blocks.find(({ latest }) => !latest);
  if (unwritten && mayWrite(inside)) return { do: 'write', block: unwritten };
  const partner = (await listSilent(tx, text)).find(({ id }) => silentOn(id).length > 0);
  return partner && { do: 'record', partner };
}

/** Where decisions adopt: the day that has come, then what is not written, then what can be put to all. */
function nextToDecide(text: Text, now: Date): Next | undefined {
  if (!mayWrite(text.inside)) return undefined;
  if (canBeKept(text, now)) return { do: 'keep' };
  const unwritten = text.standing.blocks.find(({ latest }) => !latest);
  if (unwritten) return { do: 'write', block: unwritten };
  const n = toPut(text).length;
  return n > 0 ? { do: 'put', n } : undefined;
}

export async function sheet(page: Page): Promise<Response> {
  const shown = await page.read(async (tx) => {
    const text = await textIn(page, tx);
    return { text, writtenDown: await listWrittenDown(tx, text.document.id) };
  });
  return page.html(<SheetPage page={page} {...shown} now={page.now} />);
}

export async function compare(page: Page): Promise<Response> {
  const text = await page.read((tx) => textIn(page, tx));
  const { editions } = text.standing;
  const edition = (name: string) => editions.find(({ number }) => String(number) === page.query(name));
  const from = edition('from') ?? editions.at(-1);
  // Before anything is agreed there is nothing to compare with.
  if (!from) throw new NotFound();
  return page.html(<ComparePage page={page} text={text} from={from} to={edition('to')} />);
}

export async function framePage(page: Page, form?: FormState) {
  const text = await page.read((tx) => textIn(page, tx));
  if (!maySetFrame(page.scope, text.inside)) throw new Forbidden('those who answer for a partner');
  return <FramePage page={page} text={text} {...(form && { form })} />;
}

export async function frame(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(frameForm, {
    say: t,
    again: (form) => framePage(page, form),
    stands: { of: ['document', page.param('text')], typed: async (tx) => typedFrame(await textIn(page, tx)) },
    act: async (tx, input) => {
      const text = await textIn(page, tx);
      await frameText(tx, text, {
        title: input.title,
        day: readDay(input.day, text.today),
        written: input.day !== '',
        unreal: isNoSuchDay(input.day),
        reason: input.reason,
        kept: input.kept === 'yes',
      });
      return { to: textPath(text), told: t(input.kept ? 'frame.told.kept' : 'frame.told') };
    },
  });
}
