import { linesWithin, quoteOf } from '../../mechanisms/same-questions/lines.ts';
import { listAnswers } from '../../mechanisms/sealed-round/answers.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { InRound } from '../rounds/actions.ts';
import { beginText } from '../texts/actions.ts';
import { words } from './messages/index.ts';
import {
  type Counted,
  hopes,
  ownKind,
  partsOfHundred,
  rankNeeds,
  type Scored,
  type Sheet,
  scoreItems,
  triggers,
} from './rules.ts';

/** Begins the sheet as a text: what was counted, and what was chosen. It holds once all agree. Returns its id. */
export async function beginSheet(tx: Tx, at: InRound, sheet: Sheet, locale: Locale): Promise<string> {
  const t = words(locale);
  const names = new Map(at.inside.partners.map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) || t('gone');
  const answers: Counted[] = await listAnswers(tx, at.round.id);
  const said = (partner: string, text: string) =>
    t('text.said', { partner: nameOf(partner), words: quoteOf(text) });
  const scored = (items: readonly Scored[], textOf: (item: Scored['item']) => string) =>
    linesWithin(
      items.flatMap(({ item, points, most, evidence }) => [
        t('text.item', {
          item: textOf(item),
          n: points,
          most,
          evidence: evidence.length,
          by: answers.length,
        }),
        ...evidence.map((one) => said(one.partner, one.words)),
      ]),
    );
  const ranked = rankNeeds(answers).flatMap(({ need, rank, points, named }) => [
    t('text.need', {
      rank,
      need: t(`need.${need}`),
      n: points,
      who: named.map(({ partner }) => nameOf(partner)).join(', '),
    }),
    ...named.filter((one) => one.words).map((one) => said(one.partner, one.words)),
  ]);
  const shares = partsOfHundred(sheet.weighed.map(({ weight }) => weight));
  const weighed = sheet.weighed
    .map(({ criterion }, n) => ({ criterion, percent: shares[n]! }))
    .filter(({ percent }) => percent > 0)
    .sort((a, b) => b.percent - a.percent);
  return beginText(tx, at.inside, {
    kind: ownKind,
    title: t('text.title'),
    locale,
    round: null,
    element: 'partners',
    blocks: [
      {
        heading: t('text.needs'),
        question: t('text.needs.question'),
        text: linesWithin(ranked) || t('text.nothing'),
      },
      {
        heading: t('text.triggers'),
        question: t('text.triggers.question'),
        text: scored(scoreItems(triggers, answers), (item) => t(`trigger.${item as 'aim'}`)),
      },
      {
        heading: t('text.hopes'),
        question: t('text.hopes.question'),
        text: scored(scoreItems(hopes, answers), (item) => t(`hope.${item as 'means'}`)),
      },
      {
        heading: t('text.kinds'),
        question: t('kinds'),
        text: withWhy(sheet.kinds.map((kind) => `– ${t(`kind.${kind}`)}`).join('\n'), sheet.kindsWhy),
      },
      {
        heading: t('text.criteria'),
        question: t('criteria'),
        text: weighed
          .map(({ criterion, percent }) =>
            t('text.weight', { criterion: t(`criterion.${criterion}`), percent }),
          )
          .join('\n'),
      },
      {
        heading: t('text.method'),
        question: t('method'),
        text: withWhy(t(`method.${sheet.method}`), sheet.methodWhy),
      },
      { heading: t('text.tie'), question: t('tie'), text: withWhy(t(`tie.${sheet.tie}`), sheet.tieWhy) },
    ],
  });
}

function withWhy(chosen: string, why: string): string {
  return why ? `${chosen}\n\n${why}` : chosen;
}
