import { inline, labelled, type Part, page } from '../../platform/carrying/markdown.ts';
import { allParts } from '../../platform/database/part.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { listPartners } from '../partnerships/store.ts';
import { words } from './messages/index.ts';
import { parts } from './rules.ts';
import { listStatements, listTrialsFrom, type Statement, type Trial } from './store.ts';
import { givenWords } from './views/parts.tsx';
import { standOf } from './views/trial.tsx';

/** What each partner tells of itself in its own words, and the trials with what came of them. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const given = new Map((await listStatements(tx, partnership)).map((one) => [one.partner, one]));
  const told = (await listPartners(tx, partnership)).flatMap(({ id, name }) => {
    const statement = given.get(id);
    return statement ? [`## ${inline(name)}`, ...statementOf(statement, reader)] : [];
  });
  const trials = await allParts((after) => listTrialsFrom(tx, partnership, after));
  if (told.length + trials.length === 0) return [];
  const today = dayOf(tx.now, reader.timeZone);
  const text = page(
    `# ${t('title')}`,
    ...told,
    trials.length > 0 && `## ${t('trials')}`,
    ...trials.flatMap((trial) => trialOf(trial, { reader, today })),
  );
  return [{ path: 'statements.md', text }];
};

function statementOf(statement: Statement, reader: SheetReader): Part[] {
  const t = words(reader.locale);
  return [
    ...parts.map((part) => labelled(t(part), statement.words[part] ?? '')),
    inline(givenWords(reader, statement)),
  ];
}

function trialOf(trial: Trial, { reader, today }: { reader: SheetReader; today: string }): Part[] {
  const t = words(reader.locale);
  const { day, locale } = reader;
  return [
    `### ${inline(trial.what)}`,
    trial.by && t('proposed', { who: inline(trial.by), day: day(trial.at) }),
    labelled(t('short.who'), trial.who),
    labelled(t('short.until'), day(trial.until)),
    labelled(t('short.known-by'), trial.knownBy),
    sentence(standOf(reader, trial, today), locale),
  ];
}
