import { linesWithin, quoteOf } from '../../mechanisms/same-questions/lines.ts';
import { listAnswers } from '../../mechanisms/sealed-round/answers.ts';
import { joinedOf } from '../../mechanisms/sealed-round/asking.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { sectorOf } from '../directory/rules.ts';
import type { InRound } from '../rounds/actions.ts';
import { beginText } from '../texts/actions.ts';
import { words } from './messages/index.ts';
import { aspects, type Choice, fitsOf, groupOf, madeForIn, ownKind } from './rules.ts';

/** A heading of a text holds no more. */
const longestHeading = 120;

/** Begins a text of what was chosen, with a section for each partner. It holds once all agree. Returns its id. */
export async function beginChoice(tx: Tx, at: InRound, choice: Choice, locale: Locale): Promise<string> {
  const t = words(locale);
  const { chosen, mix, reasons, meanings } = choice;
  const counted = fitsOf(await listAnswers(tx, at.round.id)).map(({ structure, points, most }) =>
    t('text.fit', { structure: t(`s.${structure}`), n: points, most }),
  );
  return beginText(tx, at.inside, {
    kind: ownKind,
    title: t('text.title'),
    locale,
    round: null,
    element: 'governance',
    blocks: [
      {
        heading: t('text.choice'),
        question: t('text.choice.question'),
        text: [
          ...chosen.map((structure) => `${t(`s.${structure}`)}. ${t(`s.${structure}.about`)}`),
          ...(mix ? [mix] : []),
        ].join('\n\n'),
      },
      {
        heading: t('text.reasons'),
        question: t('text.reasons.question'),
        text: [reasons, linesWithin(counted)].join('\n\n'),
      },
      {
        heading: t('text.who'),
        question: t('text.who.question'),
        text: aspects
          .map((aspect) => t('text.line', { what: t(`short.${aspect}`), who: madeForIn(t, chosen, aspect) }))
          .join('\n'),
      },
      ...joinedOf(at.inside.partners).map(({ id, name, kind }) => ({
        heading: quoteOf(t('text.for', { partner: name }), longestHeading),
        question: t('text.for.question'),
        text:
          meanings.get(id) ||
          chosen.map((structure) => t(`role.${structure}.${groupOf(sectorOf(kind))}`)).join('\n\n'),
      })),
    ],
  });
}
