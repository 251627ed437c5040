import type { ComponentChildren } from 'preact';
import { TakingBack } from '../../../mechanisms/same-questions/views/closed.tsx';
import type { Answer, EarlierDraft } from '../../../mechanisms/sealed-round/answers.ts';
import type { Asked } from '../../../mechanisms/sealed-round/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Envelope, Envelopes } from '../../../ui/envelopes.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import type { InRound } from '../actions.ts';
import { words } from '../messages/index.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { RoundFrame } from './frame.tsx';
import { HowItIsMadeSure } from './list.tsx';
import { WhoFields } from './new.tsx';
import { dayOfMoment, Moment, ReadAnswers, Said } from './parts.tsx';

export type Closed = {
  page: Page;
  at: InRound;
  /** What the reader's partner has written so far. */
  answer: Answer | undefined;
  earlier: readonly EarlierDraft[];
  /** What the reader's partner answered in the round before. */
  before: Answer | undefined;
  /** Partners for whom nobody signs in. */
  withoutPeople: ReadonlySet<string>;
  extensions: readonly { wasDueAt: Date; dueAt: Date; reason: string; mover: string | null }[];
  state?: FormState | undefined;
  /** What a colleague has saved meanwhile. */
  meanwhile?: Answer | undefined;
  also?: FormState | undefined;
};

/** A round before its opening: my answer, and that of the others as envelopes. */
export function ClosedRoundPage(shown: Closed) {
  const { page, at, answer, state, also } = shown;
  const { asked, stage } = at;
  const t = words(page.locale);
  const n = asked.filter(({ sealedAt }) => sealedAt).length;
  const withdrawn = stage === 'withdrawn';
  const errors = state?.errors ?? also?.errors;
  return (
    <RoundFrame
      page={page}
      at={at}
      errors={errors}
      state={
        <State state="begun">{withdrawn ? t('withdrawn') : t('in.state', { n, of: asked.length })}</State>
      }
    >
      <Split aside={<Aside {...shown} />}>
        {withdrawn && <Notice>{t('withdrawn.about')}</Notice>}
        {at.mine && !withdrawn && at.goesOn && !answer?.sealedAt && <AnswerPanel {...shown} />}
        {at.mine && answer?.sealedAt && <MySealed {...shown} answer={answer} />}
        {at.mine && answer && !answer.sealedAt && (withdrawn || !at.goesOn) && (
          <MyAnswer {...shown} answer={answer} />
        )}
        {!withdrawn && (!at.mine || (!answer && !at.goesOn)) && <Questions {...shown} />}
        <Table {...shown} />
      </Split>
    </RoundFrame>
  );
}

function Questions({ page, at: { round, inside, mine } }: Closed) {
  const t = words(page.locale);
  return (
    <Section title={t('questions')}>
      {round.questions.map(({ key, text, help }) => (
        <div class="stack text" data-gap="1" key={key}>
          <p>
            <Said page={page} locale={round.locale}>
              <strong>{text}</strong>
            </Said>
          </p>
          {help && (
            <p class="quiet">
              <Said page={page} locale={round.locale}>
                {help}
              </Said>
            </p>
          )}
        </div>
      ))}
      {!mine && <p class="quiet small">{t(inside.mine ? 'not-asked' : 'no-partner')}</p>}
    </Section>
  );
}

function MySealed({ page, at, answer }: Closed & { answer: Answer }) {
  const t = words(page.locale);
  const { round, mine } = at;
  return (
    <Section title={t('sealed.mine', { partner: mine?.name ?? '' })}>
      <p class="text">{t(`sealed.until.${round.opens}`, { at: page.moment(round.dueAt) })}</p>
      {answer.recordedHow && !answer.ownAt && <Notice>{t('recorded.yours')}</Notice>}
      <MyAnswer page={page} at={at} answer={answer} />
      {at.goesOn && (
        <Form action={`/partnerships/${round.space}/rounds/${round.id}/taking-back`}>
          <SubmitRow note={t('take-back.note')}>
            <Button variant="secondary">{t('take-back')}</Button>
          </SubmitRow>
        </Form>
      )}
    </Section>
  );
}

function MyAnswer({ page, at: { round }, answer }: Pick<Closed, 'page' | 'at'> & { answer: Answer }) {
  const t = words(page.locale);
  return (
    <More summary={t('answer.read')}>
      <ReadAnswers
        page={page}
        questions={round.questions}
        locale={round.locale}
        content={answer.content}
        written={answer.locale}
      />
    </More>
  );
}

function Table(shown: Closed) {
  const { page, at, answer, withoutPeople } = shown;
  const { round, asked, inside, mine } = at;
  const written = asked.some(({ partner, onBehalf }) => onBehalf || withoutPeople.has(partner));
  const t = words(page.locale);
  const nameOf = new Map(inside.partners.map(({ id, name }) => [id, name]));
  return (
    <Section title={t('table')} gap="6">
      <Envelopes label={t('table')}>
        {asked.map((one) => {
          const draft = one.partner === mine?.id && answer && !one.sealedAt;
          return (
            <Envelope
              key={one.partner}
              name={nameOf.get(one.partner) || t('gone')}
              state={one.sealedAt ? 'sealed' : draft ? 'mine' : 'none'}
              action={<Record {...shown} one={one} name={nameOf.get(one.partner) ?? ''} />}
            >
              {envelopeWords(page, one, Boolean(draft))}
            </Envelope>
          );
        })}
      </Envelopes>
      <p class="text row-sign">
        <Icon name="lock" /> {t('promise')} {written && t('promise.but')}
      </p>
      <More summary={t('sure')}>
        <HowItIsMadeSure page={page} />
      </More>
      {round.previous && (
        <p>
          <Link href={`/partnerships/${round.space}/rounds/${round.previous}`}>{t('before.link')}</Link>
        </p>
      )}
    </Section>
  );
}

function envelopeWords(page: Page, { sealedAt, onBehalf }: Asked, draft: boolean): string {
  const t = words(page.locale);
  if (!sealedAt) return t(draft ? 'envelope.mine' : 'envelope.none');
  return t(onBehalf ? 'envelope.on-behalf' : 'envelope.sealed', { day: dayOfMoment(page, sealedAt) });
}

function Record({
  page,
  at,
  withoutPeople,
  one,
  name,
}: Closed & { one: Asked; name: string }): ComponentChildren {
  const t = words(page.locale);
  const { inside, round, stage } = at;
  if (!inside.facilitates || stage !== 'closed' || !withoutPeople.has(one.partner)) return null;
  return (
    <span class="on-screen">
      <Link href={`/partnerships/${round.space}/rounds/${round.id}/for/${one.partner}`}>
        {t(one.sealedAt ? 'record.correct' : 'record.link')}
        <span class="ds-sr-only">: {name}</span>
      </Link>
    </span>
  );
}

function Aside(shown: Closed) {
  const { page, at, extensions, also } = shown;
  const { round, asked, inside, moves, stage } = at;
  const t = words(page.locale);
  const base = `/partnerships/${round.space}/rounds/${round.id}`;
  const others = inside.partners.filter(
    ({ id, name }) => name !== '' && !asked.some(({ partner }) => partner === id),
  );
  const sealed = asked.some(({ sealedAt }) => sealedAt);
  if (stage === 'withdrawn') return null;
  return (
    <>
      <Section title={t('opens')} ruled gap="2">
        <p>
          <strong>
            <Moment page={page} at={round.dueAt} />
          </strong>
          <br />
          {t(`opens.${round.opens}.aside`, { n: asked.length })}
        </p>
        {extensions.map((extension) => (
          <p class="small quiet">
            {t('extended', { was: page.moment(extension.wasDueAt), who: extension.mover ?? t('somebody') })}{' '}
            {extension.reason}
          </p>
        ))}
        {moves && (
          <p class="on-screen">
            <Link href={`${base}/date`}>{t('date.link')}</Link>
          </p>
        )}
      </Section>
      <Section title={t('who-sees')} ruled gap="2">
        <Ticks small>
          <Tick sign="lock">{t('who-sees.before')}</Tick>
          <Tick sign="eye">{t('who-sees.after')}</Tick>
          <Tick sign="clock">{t('who-sees.late')}</Tick>
        </Ticks>
        <p class="small quiet">
          {round.asker
            ? t('asked-by', { who: round.asker, day: dayOfMoment(page, round.askedAt) })
            : t('asked-on', { day: dayOfMoment(page, round.askedAt) })}
        </p>
      </Section>
      {moves && others.length > 0 && (
        <More summary={t('also')} open={also !== undefined}>
          <Form action={`${base}/partners`} state={also}>
            <WhoFields page={page} partners={others} chosen={[]} label={t('also.label')} />
            <SubmitRow>
              <Button variant="secondary">{t('also.do')}</Button>
            </SubmitRow>
          </Form>
        </More>
      )}
      {moves && !sealed && <TakingBack say={t} base={base} />}
    </>
  );
}

/** The way back to the round, below a page of one step. */
export function BackToRound({ page, at: { round } }: Pick<Closed, 'page' | 'at'>) {
  const t = words(page.locale);
  return (
    <ButtonLink variant="tertiary" href={`/partnerships/${round.space}/rounds/${round.id}`}>
      {t('back')}
    </ButtonLink>
  );
}
