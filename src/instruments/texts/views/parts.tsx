import type { ComponentChildren } from 'preact';
import { stateOf } from '../../../mechanisms/living-document/rules.ts';
import {
  type Block,
  headingOf,
  isLeftOut,
  wordsToLeaveOut,
} from '../../../mechanisms/living-document/standing.ts';
import type { ListedDocument } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Said } from '../../../platform/i18n/locale.ts';
import type { Crumb } from '../../../ui/crumbs.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { State } from '../../../ui/state.tsx';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';

export function textsPath(partnership: string): string {
  return `/partnerships/${partnership}/texts`;
}

export function textPath({ inside, document }: Text): string {
  return `${textsPath(inside.partnership.id)}/${document.id}`;
}

export function blockPath(text: Text, block: { id: string }): string {
  return `${textPath(text)}/blocks/${block.id}`;
}

/** What people wrote of a label, in the language of their text. */
export function saidIn(words: string, { document }: Text): Said {
  return { text: words, lang: document.locale };
}

/** Who wrote it, and for whom: "Rosa, Harvest group". */
export function signature(
  text: Text,
  { byName, byPartner }: { byName: string | null; byPartner: string | null },
  page: Page,
): string {
  const partner = byPartner === null ? undefined : text.names.get(byPartner);
  return [byName, partner].filter(Boolean).join(', ') || words(page.locale)('somebody');
}

/** A heading that was left empty has to be called something. */
export function titleOf(block: Block, page: Page): string {
  return headingOf(block) || words(page.locale)('untitled');
}

/** What is asked, where the heading does not say it already. */
export function askedIn(block: Block): string {
  return block.question === headingOf(block) ? '' : block.question;
}

/** That a section is to be left out, or was, and its words: who is asked reads what would go. */
export function LeaveOut({ page, text, block }: { page: Page; text: Text; block: Block }) {
  const t = words(page.locale);
  const gone = wordsToLeaveOut(block);
  return (
    <>
      <p class="text">
        {t(isLeftOut(block) ? 'text.leftOut' : 'text.leaveOut')} {gone && t('text.leaveOut.says')}
      </p>
      {gone && (
        <blockquote class="text written quiet" lang={page.langOf(text.document.locale)}>
          {gone}
        </blockquote>
      )}
    </>
  );
}

type StandsProps = { document: ListedDocument; page: Page; today: string };

/** Where a text stands, and since or until when. */
export function StandsLine({ document, page, today }: StandsProps) {
  const t = words(page.locale);
  const { blocks, agreed, editions, since, revisitOn } = document;
  const state = stateOf({ written: document.written > 0, editions, revisitOn, reasons: document }, today);
  const changing = since && document.changing > 0;
  const said = {
    none: t('stands.none'),
    begun: t('stands.begun', { n: agreed, of: blocks }),
    agreed: since && t('stands.agreed', { day: page.day(since) }),
    revisit: since && t('stands.revisit', { day: page.day(since) }),
  }[state];
  const until = revisitOn && since && t('stands.until', { day: page.day(revisitOn) });
  return (
    <State state={state}>{[said, until, changing && t('stands.changing')].filter(Boolean).join(' · ')}</State>
  );
}

type FrameProps = {
  page: Page;
  text: Text;
  title: string;
  here?: string;
  /** Between the text and this page. */
  above?: readonly Crumb[];
  /** What of its title people wrote, where that is not the name of the text. */
  about?: string;
  errors?: FormState['errors'];
  children: ComponentChildren;
};

/** A page about a text, with the way back to it. */
export function TextFrame({
  page,
  text,
  title,
  here = title,
  above = [],
  about = text.document.title,
  errors,
  children,
}: FrameProps) {
  const { partnership } = text.inside;
  const ways = [
    { href: textsPath(partnership.id), label: words(page.locale)('title') },
    ...(title === text.document.title
      ? []
      : [{ href: textPath(text), label: text.document.title, said: saidIn(text.document.title, text) }]),
    ...above,
  ];
  return (
    <Inside
      frame={page.frame}
      title={title}
      here={here}
      partnership={partnership}
      above={ways}
      said={saidIn(about, text)}
      {...(errors && { errors })}
    >
      {children}
    </Inside>
  );
}
