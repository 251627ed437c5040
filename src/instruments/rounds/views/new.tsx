import { lessonFor } from '../../../guide/lessons.ts';
import { mostQuestions, type Question, questionKinds } from '../../../mechanisms/sealed-round/rules.ts';
import type { Round } from '../../../mechanisms/sealed-round/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead, typedDay } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf, useFormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { Tick, Ticks } from '../../../ui/ticks.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Partner } from '../../partnerships/store.ts';
import { words } from '../messages/index.ts';
import type { Ready } from '../ready.ts';
import { places, usualDate } from '../rules.ts';
import { Said } from './parts.tsx';

type Props = {
  page: Page;
  inside: Inside;
  /** Somebody may write down what a partner has told. */
  writtenDown: boolean;
  state?: FormState | undefined;
  /** Ready questions to begin with. */
  ready?: Ready | undefined;
  /** Of a second round: the one before, and who was asked then. */
  before?: { round: Round; asked: readonly string[] } | undefined;
};

/** Asking: what, whom, until when; and what happens then, said plainly beside it. */
export function NewRoundPage({ page, inside, writtenDown, state, ready, before }: Props) {
  const t = words(page.locale);
  const { partnership } = inside;
  const base = `/partnerships/${partnership.id}/rounds`;
  const title = t(before ? 'again.title' : 'ask.title');
  return (
    <InsidePage
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[{ href: base, label: t('rounds') }]}
      {...(state && { errors: state.errors })}
    >
      <Intro title={title} lead={t(before ? 'again.lead' : 'ask.lead')} />
      <Split aside={<WhatHappens page={page} writtenDown={writtenDown} />}>
        <Draft
          name={`round-${partnership.id}-${before?.round.id ?? ready?.query ?? 'new'}`}
          reader={page.person?.id ?? ''}
        >
          <Form action={ready ? `${base}?${ready.query}` : base} state={state}>
            {before ? (
              <>
                <input type="hidden" name="previous" value={before.round.id} />
                <Questions page={page} round={before.round} />
              </>
            ) : (
              <>
                {ready && ready.left.length > 0 && <LeftOut page={page} questions={ready.left} />}
                <Field
                  name="title"
                  label={t('title.label')}
                  help={t('title.help')}
                  value={ready?.title ?? ''}
                />
                <Asking page={page} shown={ready?.questions ?? []} />
              </>
            )}
            <TextArea
              name="about"
              label={t('about.label')}
              help={t(before ? 'again.about.help' : 'about.help')}
              rows={3}
              optional
            />
            <WhoFields page={page} partners={inside.partners} chosen={before?.asked} />
            <WhenFields page={page} />
            <SubmitRow>
              <Button>{t('ask.do')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Split>
    </InsidePage>
  );
}

/** More were ticked than one round asks. */
function LeftOut({ page, questions }: { page: Page; questions: readonly string[] }) {
  return (
    <div class="text">
      <p>{words(page.locale)('q.left', { most: mostQuestions })}</p>
      <ul>
        {questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </div>
  );
}

function Questions({ page, round }: { page: Page; round: Round }) {
  const t = words(page.locale);
  return (
    <Section title={t('again.questions')} size="xs">
      <p>
        <Said page={page} locale={round.locale}>
          {round.title}
        </Said>
      </p>
      <ul>
        {round.questions.map((question) => (
          <li key={question.key}>
            <Said page={page} locale={round.locale}>
              {question.text}
            </Said>
          </li>
        ))}
      </ul>
    </Section>
  );
}

type OneProps = { page: Page; n: number; first: Partial<Question> | undefined };

/** One question first; further ones, and other ways to answer, are there for who looks for them. */
function Asking({ page, shown }: { page: Page; shown: readonly Partial<Question>[] }) {
  const t = words(page.locale);
  const state = useFormState();
  const [first, ...others] = places;
  const begun = others.some((n) => shown[n - 1] || textOf(state, `q${n}`) || isWrong(state, n));
  return (
    <>
      <QuestionFields page={page} n={first!} first={shown[0]} />
      <More summary={t('q.further', { n: others.length })} open={begun}>
        {others.map((n) => (
          <QuestionFields key={n} page={page} n={n} first={shown[n - 1]} />
        ))}
      </More>
    </>
  );
}

/** Whether something about a question has to be put right. */
function isWrong(state: FormState | undefined, n: number): boolean {
  return Object.keys(state?.errors ?? {}).some((name) => name.startsWith(`q${n}`));
}

function QuestionFields({ page, n, first }: OneProps) {
  const t = words(page.locale);
  const state = useFormState();
  const kind = textOf(state, `q${n}kind`) ?? 'text';
  const further = kind !== 'text' || textOf(state, `q${n}help`) || first?.help;
  const fields = (
    <>
      <TextArea
        name={`q${n}`}
        label={t('q.label', { n })}
        rows={2}
        optional={n > 1}
        value={first?.text ?? ''}
        {...(n === 1 && { help: t('q.help') })}
      />
      <More summary={t('q.ways', { n })} open={Boolean(further) || Boolean(state?.errors[`q${n}options`])}>
        <TextArea
          name={`q${n}help`}
          label={t('q.help.label', { n })}
          rows={2}
          optional
          value={first?.help ?? ''}
        />
        <div class="stack" data-kinds>
          <Radios
            name={`q${n}kind`}
            label={t('q.kind', { n })}
            value="text"
            options={questionKinds.map((kind) => ({
              value: kind,
              label: t(`kind.${kind}`),
              help: t(`kind.${kind}.help`),
            }))}
          />
          <div data-only="choice">
            <TextArea
              name={`q${n}options`}
              label={t('q.options', { n })}
              help={t('q.options.help')}
              rows={3}
            />
          </div>
          <div class="stack" data-only="scale">
            <Field name={`q${n}low`} label={t('q.low', { n })} value={t('scale.low')} optional />
            <Field name={`q${n}high`} label={t('q.high', { n })} value={t('scale.high')} optional />
          </div>
        </div>
      </More>
    </>
  );
  const typed = textOf(state, `q${n}`) || first?.text || isWrong(state, n);
  if (n === 1) return fields;
  return (
    <More summary={t('q.more', { n })} open={Boolean(typed)}>
      {fields}
    </More>
  );
}

type WhoProps = {
  page: Page;
  partners: readonly Partner[];
  chosen?: readonly string[] | undefined;
  label?: string;
};

/** Partners to ask, by default all. One that is invited and has not said who it is has no name yet. */
export function WhoFields({ page, partners, chosen, label }: WhoProps) {
  const t = words(page.locale);
  const named = partners.filter(({ name }) => name !== '');
  const nameless = partners.length - named.length;
  return (
    <Checkboxes
      name="who"
      label={label ?? t('who.label')}
      options={named.map(({ id, name, joinedAt }) => ({
        value: id,
        label: name,
        ...(!joinedAt && { help: t('who.invited') }),
      }))}
      chosen={chosen ?? named.map(({ id }) => id)}
      {...(nameless > 0 && { help: t('who.nameless', { n: nameless }) })}
    />
  );
}

function WhenFields({ page }: { page: Page }) {
  const t = words(page.locale);
  const usual = usualDate(page.now, page.city);
  return (
    <>
      <Radios
        name="opens"
        label={t('opens.label')}
        value="all"
        options={(['all', 'date'] as const).map((value) => ({
          value,
          label: t(`opens.${value}`),
          help: t(`opens.${value}.help`),
        }))}
      />
      <Field
        name="day"
        type="date"
        label={t('day.label')}
        help={t('day.help', { example: exampleAhead(page) })}
        value={typedDay(usual.day)}
      />
      <Field
        name="time"
        width="short"
        label={t('time.label')}
        help={t('time.help', { zone: page.city.timeZone })}
        value={usual.time}
      />
    </>
  );
}

function WhatHappens({ page, writtenDown }: Pick<Props, 'page' | 'writtenDown'>) {
  const t = words(page.locale);
  return (
    <Section title={t('happens')} ruled>
      <LessonLine lesson={lessonFor('ask', page.locale)} />
      <Ticks small>
        <Tick sign="lock">
          {t('happens.alone')} {writtenDown && t('happens.alone.but')}
        </Tick>
        <Tick sign="eye">{t('happens.seen')}</Tick>
        <Tick sign="letter">{t('happens.open')}</Tick>
        <Tick sign="people">{t('happens.then')}</Tick>
      </Ticks>
    </Section>
  );
}
