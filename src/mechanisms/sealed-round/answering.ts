import { Fragment, h, type VNode } from 'preact';
import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import type { Page } from '../../platform/http/page.ts';
import { Forbidden, NotFound, Refusal, refuseAll } from '../../platform/http/problems.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { readDay } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { Say } from '../../platform/i18n/words.ts';
import { dayOf } from '../../platform/working-days.ts';
import { emptyForm, type FormState } from '../../ui/form-state.ts';
import { Meanwhile, recordAnswer, sealAnswer, takeBack } from './actions.ts';
import { type Answer, findAnswer } from './answers.ts';
import { contentOf, keepDraft } from './drafting.ts';
import { type Content, type Question, readContent, recordedHow, unanswered } from './rules.ts';
import type { Asked, Round } from './store.ts';

/** A round as whoever answers has it before them. */
export type Answerable = {
  round: Round;
  asked: readonly Asked[];
  stage: 'closed' | 'open' | 'withdrawn';
  /** The partner for which the reader answers, if it was asked. */
  mine: { id: string } | undefined;
  /** False where nothing is added any more. */
  goesOn: boolean;
};

/** What a room gives of its own to the routes by which a round is answered. */
type Room<At extends Answerable, Partner extends { id: string }> = {
  /** The pattern of a round's address. */
  base: string;
  addressOf: (page: Page) => string;
  words: (
    locale: Locale,
  ) => Say<
    | 'kept.told'
    | 'sealed.told'
    | 'sealed.late.told'
    | 'sealed.last.told'
    | 'take-back.told'
    | 'record.told'
    | 'record.last.told'
  >;
  /** The round that the address names; NotFound for whom it is not. */
  load: (page: Page, tx: Tx) => Promise<At>;
  /** The partner that does not sign in, for whom the reader may write down what it said; or NotFound. */
  loadRecording: (tx: Tx, at: At, partner: string) => Promise<Partner>;
  /** What a question is called where it lacks its answer: {question} in `answer.wanted` and `answer.choose`. */
  calls?: (page: Page, question: Question) => string;
  /** The page of the round, with the form of the answer as it was sent. */
  show: (
    page: Page,
    again: { form: 'answer'; state: FormState; meanwhile?: Answer },
  ) => VNode | Promise<VNode>;
  sealPage: (step: { page: Page; at: At; answer: Answer; state: FormState }) => VNode;
  recordPage: (
    step: { page: Page; state: FormState | undefined; typed: Content | undefined } & Said<At, Partner>,
  ) => VNode;
};

/** What is written down for a partner already. */
type Said<At, Partner> = {
  at: At;
  partner: Partner;
  answer: Answer | undefined;
  /** Another facilitator has written it down, or all are open: there is no form any more. */
  elsewhere: boolean;
};

/** Whatever a form of answers holds is read by the questions of its round. */
const answerForm = z.looseObject({
  version: z.coerce.number().int().min(0).catch(0),
  page: z.uuid().optional().catch(undefined),
});

const sealForm = z.object({ version: z.coerce.number().int().min(0).catch(0) });

const recordForm = z.looseObject({
  how: z.enum(recordedHow).optional().catch(undefined),
  on: z.string({ error: 'on.wanted' }).trim().max(40, 'text.long'),
});

/** What is in an answer is a secret choice: of its forms the house remembers that they were sent, and where they lead. */
const secret = true;
const tellsNothing = true;

/** Drafting, sealing, taking back, and writing down for who does not sign in: the same in every room that asks. */
export function answeringRoutes<At extends Answerable, Partner extends { id: string }>(
  room: Room<At, Partner>,
): Route[] {
  const { base, addressOf, words, load, show, calls } = room;
  const again = (page: Page) => (state: FormState) => show(page, { form: 'answer', state });

  /** What is said of each question that lacks an answer. */
  function openIn(page: Page, round: Round, content: Content): Refusal[] {
    return unanswered(round.questions, content).map((question) => {
      const key = question.kind === 'text' ? 'answer.wanted' : 'answer.choose';
      return new Refusal(key, question.key, calls && { question: calls(page, question) });
    });
  }

  async function keep(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { values } = await page.submitted();
    try {
      return await page.submit(answerForm, {
        say: t,
        secret,
        tellsNothing,
        again: again(page),
        act: async (tx, { version, page: from }) => {
          const at = await load(page, tx);
          const typed = { partner: answeredFor(at), values, version, from, locale: page.locale };
          const { content } = await keepDraft(tx, at.round, typed);
          if (values.go !== 'seal') return { to: addressOf(page), told: t('kept.told') };
          const open = openIn(page, at.round, content);
          if (open.length === 0) return { to: `${addressOf(page)}/seal` };
          if (Object.keys(content).length === 0) refuseAll(open);
          // What was written is kept all the same: it is not sealed, and it is not lost.
          const wrong = open.map(({ field, key, values }) => [field, t(key as 'kept.told', values)]);
          return { to: addressOf(page), wrong: Object.fromEntries(wrong) };
        },
      });
    } catch (error) {
      if (!(error instanceof Meanwhile)) throw error;
      const state = { values, errors: {} };
      return page.html(await show(page, { form: 'answer', state, meanwhile: error.theirs }), 422);
    }
  }

  /** The same without a page for an answer: while somebody types. What cannot be kept as it is gets a sentence. */
  async function keepQuietly(page: Page): Promise<Response> {
    const { values } = await page.submitted();
    let stands = 0;
    let refused: string | undefined;
    try {
      const answer = await page.submit(answerForm, {
        say: words(page.locale),
        secret,
        again: ({ errors }) => {
          [refused] = Object.values(errors);
          return h(Fragment, null);
        },
        act: async (tx, { version, page: from }) => {
          const at = await load(page, tx);
          const typed = { partner: answeredFor(at), values, version, from, locale: page.locale };
          stands = (await keepDraft(tx, at.round, typed)).version;
          return { to: addressOf(page) };
        },
      });
      if (answer.status !== 303) {
        const plain = { 'Content-Type': 'text/plain; charset=UTF-8', 'Cache-Control': 'no-store' };
        return new Response(refused ?? null, { status: answer.status, headers: plain });
      }
    } catch (error) {
      if (error instanceof Meanwhile) return new Response(null, { status: 409 });
      throw error;
    }
    return new Response(null, {
      status: 204,
      headers: { 'X-Version': String(stands), 'Cache-Control': 'no-store' },
    });
  }

  /** "Back" after sealing comes here once more: there is nothing to seal then, and the round shows what became of it. */
  async function toSeal(page: Page): Promise<Response> {
    const sealed = await page.read(async (tx) => {
      const { round, mine } = await load(page, tx);
      return mine && (await findAnswer(tx, round.id, mine.id))?.sealedAt;
    });
    return sealed ? page.redirect(addressOf(page)) : page.html(await sealPage(page));
  }

  async function sealPage(page: Page, state: FormState = emptyForm) {
    const { at, answer } = await page.read(async (tx) => {
      const at = await load(page, tx);
      const answer = at.mine && (await findAnswer(tx, at.round.id, at.mine.id));
      if (!answer || answer.sealedAt || at.stage === 'withdrawn' || !at.goesOn) throw new NotFound();
      return { at, answer };
    });
    return room.sealPage({ page, at, answer, state });
  }

  function sealIt(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(sealForm, {
      say: t,
      secret,
      tellsNothing,
      again: (state) => sealPage(page, state).catch(() => again(page)(state)),
      act: async (tx, { version }) => {
        const at = await load(page, tx);
        const { open } = await sealAnswer(tx, at.round, answeredFor(at), version);
        const late = at.stage === 'open';
        return {
          to: addressOf(page),
          told: t(late ? 'sealed.late.told' : open ? 'sealed.last.told' : 'sealed.told'),
        };
      },
    });
  }

  function unseal(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.press({
      say: t,
      again: again(page),
      act: async (tx) => {
        const at = await load(page, tx);
        await takeBack(tx, at.round, answeredFor(at));
        return { to: addressOf(page), told: t('take-back.told') };
      },
    });
  }

  async function loadSaid(page: Page, tx: Tx): Promise<Said<At, Partner>> {
    const at = await load(page, tx);
    const partner = await room.loadRecording(tx, at, page.param('partner'));
    const answer = await findAnswer(tx, at.round.id, partner.id);
    const sealed = at.asked.some((one) => one.partner === partner.id && one.sealedAt);
    return { at, partner, answer, elsewhere: sealed && (!answer || at.stage === 'open') };
  }

  async function recordPage(page: Page, state?: FormState) {
    const said = await page.read((tx) => loadSaid(page, tx));
    const typed = state && readContent(said.at.round.questions, state.values).content;
    return room.recordPage({ page, state: said.elsewhere ? undefined : state, typed, ...said });
  }

  async function recordIt(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { values } = await page.submitted();
    await page.read((tx) => loadSaid(page, tx)); // who may not gets no form back
    return page.submit(recordForm, {
      say: t,
      secret,
      tellsNothing,
      again: (state) => recordPage(page, state),
      act: async (tx, { how, on }) => {
        const at = await load(page, tx);
        const today = dayOf(tx.now, page.city.timeZone);
        const day = readDay(on, today);
        const partner = await room.loadRecording(tx, at, page.param('partner'));
        const content = contentOf(at.round, values);
        const told = day && day <= today;
        refuseAll([
          ...(how ? [] : [new Refusal('how.wanted', 'how')]),
          ...(told ? [] : [new Refusal('on.wanted', 'on')]),
          ...openIn(page, at.round, content),
        ]);
        const { open } = await recordAnswer(tx, at.round, {
          round: at.round.id,
          partner: partner.id,
          content,
          locale: page.locale,
          from: null,
          recording: { how: how!, on: day! },
        });
        const opened = open && at.stage === 'closed';
        return { to: addressOf(page), told: t(opened ? 'record.last.told' : 'record.told') };
      },
    });
  }

  return [
    post(`${base}/answer`, participants, keep),
    post(`${base}/draft`, participants, keepQuietly),
    get(`${base}/seal`, participants, toSeal),
    post(`${base}/seal`, participants, sealIt),
    post(`${base}/taking-back`, participants, unseal),
    get(`${base}/for/:partner`, participants, async (page) => page.html(await recordPage(page))),
    post(`${base}/for/:partner`, participants, recordIt),
  ];
}

/** The partner for which the reader answers; 404 for who answers for none here. */
export function answeredFor({ mine, goesOn }: Answerable): string {
  if (!mine) throw new NotFound();
  if (!goesOn) throw new Forbidden('those who contribute');
  return mine.id;
}
