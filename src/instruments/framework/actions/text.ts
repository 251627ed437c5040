import type { Tx } from '../../../platform/database/database.ts';
import { Forbidden, Refusal } from '../../../platform/http/problems.ts';
import { type Locale, type Localised, textIn } from '../../../platform/i18n/locale.ts';
import { beginText } from '../../texts/actions.ts';
import { mayNote } from '../access.ts';
import { loadInherited, type Noted } from '../actions.ts';
import type { words } from '../messages/index.ts';
import { ownKind, type Standing, textsOf } from '../rules.ts';

type Say = ReturnType<typeof words>;
type Place = { locale: Locale; timeZone: string; fallback: Locale; say: Say };

/** A section of a text holds 12,000 characters; some are left for what partners add. */
const fits = 10_000;

/** A text of what applies and what differs, as noted, for all partners to agree on. */
export async function beginFramework(tx: Tx, partnership: string, place: Place): Promise<string> {
  const { say, locale } = place;
  const { inside, holding } = await loadInherited(tx, partnership, place);
  if (!mayNote(inside)) throw new Forbidden('those who contribute');
  if (holding.every(({ standing }) => standing === 'open')) throw new Refusal('text.nothing');
  const spoken = (text: Localised) => textIn(text, locale, place.fallback).text;
  const section = (part: 'as-is' | 'differs' | 'not-ours' | 'open', ...standings: Standing[]) => {
    const lines = holding
      .filter(({ standing }) => standings.includes(standing))
      .map((one) => lineOf(one, say, spoken));
    return textsOf(lines, fits).map((text, n) => ({
      heading: n === 0 ? say(`text.${part}`) : say('text.more', { heading: say(`text.${part}`), n: n + 1 }),
      question: say(`text.${part}.question`),
      text,
    }));
  };
  return beginText(tx, inside, {
    kind: ownKind,
    title: say('text.title'),
    locale,
    round: null,
    element: 'governance',
    blocks: [
      ...section('differs', 'differs'),
      ...section('as-is', 'as-is'),
      ...section('not-ours', 'not-ours'),
      ...section('open', 'open', 'changed'),
    ],
  });
}

function lineOf({ provision, note, standing }: Noted, say: Say, spoken: (text: Localised) => string): string {
  const title = spoken(provision.title);
  const document = spoken(provision.document);
  const named = document ? say('text.named', { title, document }) : title;
  if (standing === 'differs')
    return `– ${say('text.differs.line', { title: named, words: note!.words, by: note!.allowedBy })}`;
  if (standing === 'not-ours') return `– ${say('text.not-ours.line', { title: named, words: note!.words })}`;
  return `– ${named}`;
}
