import { answerKind } from '../../mechanisms/sealed-round/finding.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Findable, Reader } from '../../platform/instrument.ts';
import { ownKind } from './actions.ts';
import { words } from './messages/index.ts';
import { listAnswersById, listRoundsById } from './store.ts';

/** What tells rounds of one name from each other. */
function which({ locale, city }: Reader, round: { previous: string | null; askedAt: Date }) {
  const t = words(locale);
  const day = writeDate(round.askedAt, 'long', { locale, timeZone: city.timeZone });
  return [{ text: round.previous ? t('second') : '' }, { text: t('found.asked', { day }) }];
}

const rounds: Findable = {
  name: 'rounds',
  kinds: { round: 1 },
  of: 'subjects',
  inside: true,
  order: 30,
  label: (locale) => words(locale)('rounds'),
  load: async (reader, tx, ids) =>
    (await listRoundsById(tx, ids)).map((round) => ({
      id: round.id,
      href: `/partnerships/${round.partnership}/rounds/${round.id}`,
      title: { text: round.title, lang: round.lang },
      texts: [round.about, ...round.questions.flatMap(({ text, help }) => [text, help ?? ''])].map(
        (text) => ({
          text,
          lang: round.lang,
        }),
      ),
      facts: [{ text: round.name }, ...which(reader, round)],
    })),
};

/** What was answered, once all is open. */
const answers: Findable = {
  name: 'answers',
  kinds: { [answerKind(ownKind)]: 1 },
  of: 'subjects',
  inside: true,
  order: 32,
  label: (locale) => words(locale)('found.answers'),
  load: async (reader, tx, ids) =>
    (await listAnswersById(tx, ids)).map((answer) => ({
      id: answer.id,
      href: `/partnerships/${answer.space}/rounds/${answer.round}`,
      title: { text: answer.title, lang: answer.asked },
      texts: answer.texts,
      facts: [{ text: answer.by }, { text: answer.of }, ...which(reader, answer)],
    })),
};

export const found: readonly Findable[] = [rounds, answers];
