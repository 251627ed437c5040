import { z } from 'zod';
import { count, votersIn } from '../../mechanisms/decision/counting.ts';
import { indexDecision } from '../../mechanisms/decision/indexing.ts';
import { findProcess, processes } from '../../mechanisms/decision/processes.ts';
import { printOf, wordsOf } from '../../mechanisms/decision/proof.ts';
import { holdsBy } from '../../mechanisms/decision/rules.ts';
import {
  findDecision,
  insertAcknowledgement,
  insertDecision,
  insertPublication,
  insertStatement,
  insertVoice,
  listOptions,
  listVersions,
  listVoices,
  listVoters,
  settle,
} from '../../mechanisms/decision/store.ts';
import { addComment } from '../../mechanisms/discussion/actions.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { random } from '../../platform/id.ts';
import {
  dateRows,
  daysAgo,
  key,
  localised,
  momentOf,
  recordOn,
  written,
} from '../../platform/import/fields.ts';
import { ImportProblem } from '../../platform/import/read-file.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { whoWrote } from '../partnerships/store.ts';
import { sectorAt } from './actions.ts';
import { talk } from './talk.ts';

const voice = z.strictObject({
  partner: key,
  stance: key.optional(),
  /** The options that are picked, by their place in the list, counted from 0. */
  picks: z.array(z.number().int().min(0).max(19)).optional(),
  reason: localised(2_000).optional(),
  recorded: z.enum(recordedHow).optional(),
});

const decision = z
  .strictObject({
    key,
    partnership: key,
    way: z.enum(processes.map((process) => process.key)),
    /** The partner that proposed it. */
    by: key,
    title: localised(200),
    text: localised(10_000),
    options: z.array(localised(200)).max(20).default([]),
    askedDaysAgo: daysAgo,
    /** When it ended, or, if negative, ends. */
    endsDaysAgo: z.number().int().min(-365).max(3_650),
    quorum: z.number().int().min(0).max(500),
    voices: z.array(voice).default([]),
    /** What was said about it, in Markdown, the first first. */
    talk: z.array(z.strictObject({ partner: key, text: localised(5_000), daysAgo })).default([]),
    /** What was decided, in words, once it is over. */
    outcome: z
      .strictObject({
        text: localised(4_000),
        daysAgo,
        reviewInDays: z.number().int().min(1).max(3_650),
        /** The partners that have read it, the day after. */
        readBy: z.array(key).default([]),
        /** Whether it stands on the public page of the partnership, as long as that is out. */
        shown: z.boolean().default(false),
      })
      .optional(),
  })
  .refine(({ askedDaysAgo, endsDaysAgo }) => endsDaysAgo < askedDaysAgo, {
    message: 'Must end after it was asked',
    path: ['endsDaysAgo'],
  })
  .superRefine(({ way, options, voices }, context) => {
    const { ballot } = findProcess(way)!;
    const fits = ({ stance, picks }: z.output<typeof voice>) =>
      ballot.kind === 'stance'
        ? !picks && ballot.stances.some((one) => one.key === stance)
        : ballot.kind === 'pick' && !stance && picks?.every((n) => n < options.length);
    for (const [n, one] of voices.entries())
      if (!fits(one))
        context.addIssue({ code: 'custom', message: `Is no voice in ${way}`, path: ['voices', n] });
  })
  .refine(({ askedDaysAgo, talk }) => talk.every((one) => one.daysAgo <= askedDaysAgo), {
    message: 'Comes before what it is about',
    path: ['talk'],
  })
  .refine(({ endsDaysAgo, outcome }) => !outcome || endsDaysAgo >= outcome.daysAgo, {
    message: 'Comes after the end',
    path: ['outcome'],
  });

/** Decisions that go on, and those that are over: counted as the house counts. What was said since counts for more. */
export const decisions: ImportSection<z.output<typeof decision>> = {
  name: 'decisions',
  item: decision,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const proposer = find('partners', item.by, 'by');
    const partnerOf = (one: { partner: string }) => find('partners', one.partner, 'voices');
    const voices = item.voices.map((one) => ({ ...one, partner: partnerOf(one) }));
    if (before) return { space, subject: before };
    const locale = city.defaultLocale;
    const title = written(item.title, importing);
    const text = written(item.text, importing);
    const process = findProcess(item.way)!;
    const [asked, ends] = [momentOf(tx, item.askedDaysAgo), momentOf(tx, item.endsDaysAgo)];
    const id = await insertDecision(tx, {
      ...{ space, title, text, process, locale, results: process.results },
      ...{ quorum: item.quorum, sectorQuorum: 0, dueAt: ends },
      ...{ voices: 'partners', circle: null, thresholds: {} },
      options: item.options.map((option) => written(option, importing)),
    });
    const by = await whoWrote(tx, space, proposer);
    await dateRows(tx, 'decision', [id], { at: asked, by });
    const [version] = await listVersions(tx, id);
    await dateRows(tx, 'decision_version', [version!.id], { at: asked, by });
    const options = await listOptions(tx, id);
    for (const { partner, stance, picks, reason, recorded } of voices) {
      const marks = picks && Object.fromEntries(picks.map((n) => [options[n]!.id, 1]));
      const recording = recorded && { how: recorded, on: dayOf(asked, city.timeZone) };
      await insertVoice(
        tx,
        { id, space, voices: 'partners' },
        {
          ...{ voter: partner, version: 1, stance: stance ?? null, marks: marks ?? null },
          ...{ reason: written(reason, importing), locale, recording },
        },
      );
      const given = (await listVoices(tx, id, 1)).find((one) => one.voter === partner)!;
      const who = await whoWrote(tx, space, partner, recorded !== undefined);
      await dateRows(tx, 'decision_voice', [given.id], {
        at: new Date(asked.getTime() + 86_400_000),
        by: who,
      });
    }
    const personal = { title };
    const about = { space, subject: id, personal };
    await recordOn(tx, asked, { ...about, by, kind: 'decision.proposed', content: { process: process.key } });
    const { outcome } = item;
    if (item.endsDaysAgo >= 0) {
      const one = (await findDecision(tx, space, id))!;
      const counted = await count(tx, one, votersIn(await listVoters(tx, id, ends), sectorAt));
      await settle(tx, id, counted, ends);
      const { result, reason } = counted;
      await recordOn(tx, ends, { ...about, kind: 'decision.settled', content: { result, reason } });
    }
    const said = outcome && written(outcome.text, importing);
    if (outcome && said) {
      const at = momentOf(tx, outcome.daysAgo);
      const counted = (await findDecision(tx, space, id))!.outcome!;
      if (counted.result === 'fails' || counted.result === 'open')
        throw new ImportProblem('Its voices do not make it hold', 'decisions.outcome', undefined);
      // What is left to who proposed it was decided by them.
      const holds = holdsBy(counted) ?? true;
      const reviewOn = holds ? addDays(dayOf(tx.now, city.timeZone), outcome.reviewInDays) : null;
      const salt = random(16).toString('hex');
      const option = counted.chosen[0] ?? null;
      const statement = { holds, option, text: said, reviewOn, locale, salt };
      const written = await insertStatement(tx, { id, space }, statement);
      await dateRows(tx, 'decision_statement', [written], { at, by });
      const words = printOf(salt, wordsOf({ title, outcome: counted }, text, options, statement));
      const content = { holds, reviewOn, words };
      await recordOn(tx, at, { ...about, by, kind: 'decision.written-down', content });
      for (const one of outcome.readBy) {
        const partner = find('partners', one, 'outcome');
        await insertAcknowledgement(tx, space, { statement: written, partner, recording: undefined });
        await recordOn(tx, at, { ...about, kind: 'decision.acknowledged', content: { partner } });
      }
      if (outcome.shown) {
        await insertPublication(tx, { id, space }, true);
        await recordOn(tx, at, { ...about, by, kind: 'decision.opened' });
      }
    }
    for (const { partner, text: words, daysAgo } of item.talk) {
      const at = momentOf(tx, daysAgo);
      const comment = { text: written(words, importing), locale };
      const { id: said, number } = await addComment(tx, talk, { id, space }, comment);
      const who = await whoWrote(tx, space, find('partners', partner, 'talk'));
      await dateRows(tx, 'discussion_comment', [said], { at, by: who });
      await recordOn(tx, at, {
        ...about,
        by: who,
        kind: 'decision.commented',
        content: { comment: said, number },
      });
    }
    await indexDecision(
      tx,
      { id, space, title, locale },
      { text, locale },
      said ? { text: said, locale } : undefined,
    );
    return { space, subject: id };
  },
};
