import { count, votersIn } from '../../mechanisms/decision/counting.ts';
import { opensOf } from '../../mechanisms/decision/stages.ts';
import {
  type Decision,
  listAcknowledgedOf,
  listAsides,
  listGoing,
  listLived,
  listOptions,
  listOver,
  listPromised,
  listStatements,
  listVersions,
  listVoices,
  listVoters,
  nameVoters,
  type OverDecision,
} from '../../mechanisms/decision/store.ts';
import { words as said } from '../../mechanisms/discussion/messages/index.ts';
import { facts, inline, labelled, list, page, written } from '../../platform/carrying/markdown.ts';
import type { Tx } from '../../platform/database/database.ts';
import { allParts } from '../../platform/database/part.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { plainText } from '../../ui/markdown.ts';
import { listPartners } from '../partnerships/store.ts';
import { sectorAt } from './actions.ts';
import { words } from './messages/index.ts';
import { listSaidAbout, listStepsOf } from './store.ts';
import { processWords, reasonWords, resultWords, stanceWords } from './views/parts.tsx';
import { promiseFact } from './views/promises.tsx';

/** The register: what was decided and why, who saw it otherwise, and what is being decided. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const over = await allParts((after) => listOver(tx, partnership, after));
  const going = await listGoing(tx, partnership, []);
  if (over.length + going.length === 0) return [];
  const promised = await listPromised(tx, partnership);
  const lived = new Map((await listLived(tx, { space: partnership })).map((one) => [one.decision, one]));
  const promise = ({ id }: Decision) => promiseFact(reader.locale, promised.get(id), lived.get(id));
  const parts: string[] = [];
  const more = await listMore(
    tx,
    partnership,
    over.map(({ id }) => id),
  );
  for (const one of over)
    parts.push(...(await decided(tx, one, reader, promise(one))), ...followed(one, more, reader));
  const talk = await listSaidAbout(
    tx,
    going.map(({ id }) => id),
  );
  for (const one of going) {
    const opens = opensOf(one);
    const at = writeDate(opens ?? one.dueAt, 'moment', reader);
    parts.push(
      `## ${inline(one.title)}`,
      facts(t(`stage.${one.stage}`), t(opens ? 'opens' : 'until', { at })),
      ...talked(talk, one.id, reader),
    );
  }
  return [{ path: 'decisions.md', text: page(`# ${t('title')}`, ...parts) }];
};

/** What came of all of them, each asked for once. */
async function listMore(tx: Tx, partnership: string, ids: readonly string[]) {
  return {
    read: await listAcknowledgedOf(tx, ids),
    steps: await listStepsOf(tx, ids),
    talk: await listSaidAbout(tx, ids),
    partners: (await listPartners(tx, partnership)).filter(({ joinedAt }) => joinedAt),
  };
}

/** Who does what because of it, who has read it, and what was said about it. */
function followed(
  one: OverDecision,
  { read, steps, talk, partners }: Awaited<ReturnType<typeof listMore>>,
  reader: SheetReader,
): string[] {
  const t = words(reader.locale);
  const { day } = reader;
  const asked = partners.filter(({ joinedAt }) => joinedAt && joinedAt <= one.dueAt);
  const readers = asked.filter(({ id }) =>
    read.some(({ partner, statement }) => partner === id && statement === one.statementId),
  );
  const own = steps.filter(({ of }) => of === one.id);
  return [
    one.statementId ? t('reading.heads', { n: readers.length, of: asked.length }) : '',
    list(readers.map(({ name }) => inline(name))),
    own.length > 0 ? `**${t('steps')}**` : '',
    list(
      own.map(({ text, person, partner, due, doneAt }) =>
        facts(
          inline(text),
          inline(person ?? partner ?? t('steps.nobody')),
          t('steps.by', { day: day(due) }),
          doneAt && t('steps.done'),
        ),
      ),
    ),
    ...talked(talk, one.id, reader),
  ].filter(Boolean);
}

function talked(
  talk: Awaited<ReturnType<typeof listSaidAbout>>,
  id: string,
  { locale, day }: SheetReader,
): string[] {
  const own = talk.filter(({ discussion }) => discussion === id);
  if (own.length === 0) return [];
  const somebody = words(locale)('somebody');
  return [
    `**${said(locale)('title')}**`,
    ...own.flatMap(
      ({ byName, at, text }) => labelled(`${inline(byName ?? somebody)}, ${day(at)}`, plainText(text)) ?? [],
    ),
  ];
}

async function decided(
  tx: Tx,
  one: Decision,
  reader: SheetReader,
  promise: string | undefined,
): Promise<string[]> {
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
      promise,
    ),
    written(statement?.text ?? ''),
    reasonWords(reader.locale, outcome, options),
    written(last.text),
    list(options.map(({ text }) => text)),
    list(otherwise),
  ].filter(Boolean);
}
