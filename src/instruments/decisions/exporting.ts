import { count, votersIn } from '../../mechanisms/decision/counting.ts';
import { opensOf } from '../../mechanisms/decision/stages.ts';
import {
  type Decision,
  listAcknowledgedOf,
  listAsideReasons,
  listGoing,
  listLastWords,
  listLived,
  listOptionsOf,
  listOtherwise,
  listOver,
  listPromised,
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
  const all = [...over, ...going].map(({ id }) => id);
  const promised = await listPromised(tx, all);
  const lived = new Map((await listLived(tx, all)).map((one) => [one.decision, one]));
  const promise = ({ id }: Decision) => promiseFact(reader.locale, promised.get(id), lived.get(id));
  const parts: string[] = [];
  const more = await listMore(
    tx,
    partnership,
    over.map(({ id }) => id),
  );
  for (const one of over)
    parts.push(...(await decided(tx, one, more, reader, promise(one))), ...followed(one, more, reader));
  const put = await listPut(
    tx,
    going.map(({ id }) => id),
  );
  for (const one of going) {
    const opens = opensOf(one);
    const at = writeDate(opens ?? one.dueAt, 'moment', reader);
    parts.push(
      `## ${inline(one.title)}`,
      facts(t(`stage.${one.stage}`), t(opens ? 'opens' : 'until', { at })),
      ...proposed(one, put),
      ...talked(put.talk, one.id, reader),
    );
  }
  return [{ path: 'decisions.md', text: page(`# ${t('title')}`, ...parts) }];
};

/** What is or was put to all, and what was said about it; each asked for once. */
async function listPut(tx: Tx, ids: readonly string[]) {
  return {
    words: new Map((await listLastWords(tx, ids)).map(({ of, text }) => [of, text])),
    options: await listOptionsOf(tx, ids),
    talk: await listSaidAbout(tx, ids),
  };
}
type Put = Awaited<ReturnType<typeof listPut>>;

/** The same of what is over, and what came of it. */
async function listMore(tx: Tx, partnership: string, ids: readonly string[]) {
  const otherwise = await listOtherwise(tx, ids);
  return {
    ...(await listPut(tx, ids)),
    otherwise,
    names: await nameVoters(
      tx,
      otherwise.map(({ voter }) => voter),
    ),
    asides: await listAsideReasons(tx, ids),
    read: await listAcknowledgedOf(tx, ids),
    steps: await listStepsOf(tx, ids),
    partners: (await listPartners(tx, partnership)).filter(({ joinedAt }) => joinedAt),
  };
}

type More = Awaited<ReturnType<typeof listMore>>;

const optionsOf = ({ options }: Put, id: string) =>
  options.filter(({ of }) => of === id).map((one) => ({ id: one.id, text: inline(one.text) }));

/** The last words, and what there is to choose from. */
function proposed({ id }: Decision, put: Put): string[] {
  return [written(put.words.get(id) ?? ''), list(optionsOf(put, id).map(({ text }) => text))].filter(Boolean);
}

/** Who does what because of it, who has read it, and what was said about it. */
function followed(one: OverDecision, { read, steps, talk, partners }: More, reader: SheetReader): string[] {
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
  one: OverDecision,
  more: More,
  reader: SheetReader,
  promise: string | undefined,
): Promise<string[]> {
  const t = words(reader.locale);
  const { id, process, dueAt } = one;
  // What the house has not counted yet is counted here.
  const outcome = one.outcome ?? (await count(tx, one, votersIn(await listVoters(tx, id, dueAt), sectorAt)));
  const otherwise = more.otherwise
    .filter(({ of }) => of === id)
    .flatMap(({ voter, voice, stance, reason }) => {
      const isAside = [voter, voice].some((known) => outcome.setAside?.includes(known));
      const aside = isAside && more.asides.get(voice);
      const said = `${inline(more.names.get(voter) ?? t('somebody'))}: ${stanceWords(reader.locale, process, stance)}`;
      return [
        reason ? `${said}. ${inline(reason)}` : said,
        ...(aside ? [`${t('aside.reason')}: ${inline(aside)}`] : []),
      ];
    });
  const { day } = reader;
  return [
    `## ${inline(one.title)}`,
    facts(
      resultWords(reader.locale, outcome, one),
      processWords(reader.locale, process, 'name'),
      t('ended', { day: day(dueAt) }),
      one.reviewOn && t('review', { day: day(one.reviewOn) }),
      promise,
    ),
    written(one.statement ?? ''),
    reasonWords(reader.locale, outcome, optionsOf(more, id)),
    ...proposed(one, more),
    list(otherwise),
  ].filter(Boolean);
}
