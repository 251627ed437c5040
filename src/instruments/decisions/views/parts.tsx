import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import type { Share } from '../../../mechanisms/decision/process.ts';
import { holdsBy, type Outcome } from '../../../mechanisms/decision/rules.ts';
import { opensOf } from '../../../mechanisms/decision/stages.ts';
import type { Decision } from '../../../mechanisms/decision/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { listed } from '../../../platform/i18n/names.ts';
import { words as kit } from '../../../ui/messages/index.ts';
import type { Sector } from '../../../ui/org-chip.tsx';
import { words } from '../messages/index.ts';
import { nameOfShare } from '../rules.ts';

export const pathOf = (partnership: string) => `/partnerships/${partnership}/decisions`;

export { processWords, stanceWords } from '../../../mechanisms/decision/words.ts';

export const sectorWords = (locale: Locale, sector: string) => kit(locale)(`sector.${sector as Sector}`);

/** A share in words: "at least two thirds". */
export function shareWords(locale: Locale, share: Share): string {
  const name = nameOfShare(share);
  return name ? words(locale)(`share.${name}`) : `${share.of} : ${share.in}`;
}

/** Why it came out so, in one sentence. */
export function reasonWords(
  locale: Locale,
  outcome: Outcome,
  options: readonly { id: string; text: string }[],
): string {
  const names = outcome.chosen.map((id) => options.find((one) => one.id === id)?.text ?? '');
  const { for: pro, against, aside, blocks } = outcome.sides;
  const asked = outcome.reason === 'threshold' ? outcome.thresholds?.overall : outcome.thresholds?.sector;
  return said(locale)(`reason.${outcome.reason}`, {
    ...{
      spoke: outcome.spoke,
      asked: outcome.asked,
      quorum: outcome.quorum,
      n: outcome.setAside?.length ?? blocks,
    },
    ...{ for: pro, against, aside, who: outcome.voices ?? 'partners' },
    share: asked ? shareWords(locale, asked) : '',
    sectors: listed(
      outcome.short.map((sector) => sectorWords(locale, sector)),
      locale,
    ),
    option: names[0] ?? '',
    options: listed(names, locale),
  });
}

/** What came of it, as counted; or as it was written down, where the count left that open. */
export function resultWords(
  locale: Locale,
  outcome: Pick<Outcome, 'result'>,
  written?: { holds: boolean | null; option: string | null },
): string {
  const { result } = outcome;
  if (holdsBy(outcome) !== null || typeof written?.holds !== 'boolean')
    return said(locale)(`result.${result}`);
  if (!written.holds) return said(locale)('result.fails');
  return said(locale)(written.option ? 'result.chosen' : 'result.holds');
}

/** The sign of it: nothing is agreed where nothing holds. */
export function standsAs(
  outcome: Pick<Outcome, 'result'> | null | undefined,
  holds: boolean | null | undefined,
) {
  if (!outcome) return 'begun';
  return (holdsBy(outcome) ?? holds) ? 'agreed' : 'none';
}

/** When it opens by itself or until when it goes on; where its time is over and nobody has moved it on, since when. */
export function endWords(page: Page, decision: Pick<Decision, 'dueAt' | 'opensAt' | 'stage'>): string {
  const t = words(page.locale);
  const opens = opensOf(decision);
  if (opens) return t('opens', { at: page.moment(opens) });
  const { dueAt } = decision;
  return dueAt > page.now ? t('until', { at: page.moment(dueAt) }) : t('ended', { day: page.day(dueAt) });
}

export const whoWords = (page: Page, name: string | null) => name ?? words(page.locale)('somebody');
