import { count, votersIn } from '../../mechanisms/decision/counting.ts';
import {
  type Decision,
  listAsides,
  listGoing,
  listOptions,
  listOver,
  listStatements,
  listVersions,
  listVoices,
  listVoters,
  nameVoters,
} from '../../mechanisms/decision/store.ts';
import { facts, inline, list, page, written } from '../../platform/carrying/markdown.ts';
import type { Tx } from '../../platform/database/database.ts';
import { allParts } from '../../platform/database/part.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { sectorAt } from './actions.ts';
import { words } from './messages/index.ts';
import { processWords, reasonWords, resultWords, stanceWords } from './views/parts.tsx';

/** The register: what was decided and why, who saw it otherwise, and what is being decided. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const over = await allParts((after) => listOver(tx, partnership, after));
  const going = await listGoing(tx, partnership, []);
  if (over.length + going.length === 0) return [];
  const parts: string[] = [];
  for (const one of over) parts.push(...(await decided(tx, one, reader)));
  for (const one of going)
    parts.push(
      `## ${inline(one.title)}`,
      sentence(t('until', { at: writeDate(one.dueAt, 'moment', reader) }), reader.locale),
    );
  return [{ path: 'decisions.md', text: page(`# ${t('title')}`, ...parts) }];
};

async function decided(tx: Tx, one: Decision, reader: SheetReader): Promise<string[]> {
  const t = words(reader.locale);
  const { id, process, dueAt } = one;
  const voters = await listVoters(tx, id, dueAt);
  const outcome = one.outcome ?? (await count(tx, one, votersIn(voters, sectorAt)));
  const last = (await listVersions(tx, id)).at(-1)!;
  const [statement] = await listStatements(tx, id);
  const { ballot } = process;
  const against = new Set(
    ballot.kind === 'stance'
      ? ballot.stances.flatMap(({ key, counts }) =>
          counts === 'against' || counts === 'blocks' ? [key] : [],
        )
      : [],
  );
  const latest = new Map((await listVoices(tx, id, last.number)).map((voice) => [voice.voter, voice]));
  const asides = new Map((await listAsides(tx, id)).map((one) => [one.voice, one]));
  const differ = voters.filter((one) => against.has(latest.get(one.id)?.stance ?? ''));
  const names = await nameVoters(
    tx,
    differ.map((one) => one.id),
  );
  const otherwise = differ.flatMap(({ id: voter }) => {
    const voice = latest.get(voter);
    if (!voice?.stance) return [];
    const isAside = [voter, voice.id].some((known) => outcome.setAside?.includes(known));
    const aside = isAside && asides.get(voice.id);
    const stance = `${inline(names.get(voter) ?? t('somebody'))}: ${stanceWords(reader.locale, process, voice.stance)}`;
    return [
      voice.reason ? `${stance}. ${inline(voice.reason)}` : stance,
      ...(aside ? [`${t('aside.reason')}: ${inline(aside.reason)}`] : []),
    ];
  });
  const options = (await listOptions(tx, id)).map(({ id, text }) => ({ id, text: inline(text) }));
  const { day } = reader;
  return [
    `## ${inline(one.title)}`,
    facts(
      resultWords(reader.locale, outcome, statement),
      processWords(reader.locale, process, 'name'),
      t('ended', { day: day(dueAt) }),
      statement?.reviewOn && t('review', { day: day(statement.reviewOn) }),
    ),
    written(statement?.text ?? ''),
    reasonWords(reader.locale, outcome, options),
    written(last.text),
    list(options.map(({ text }) => text)),
    list(otherwise),
  ].filter(Boolean);
}
