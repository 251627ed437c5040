import { lessonsOf } from '../../../guide/lessons.ts';
import { mostQuestions } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import type { StepOffer } from '../../../platform/instrument.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Path } from '../actions.ts';
import { words } from '../messages/index.ts';
import { isChosen, isSaidDone, type Step, toWriteFrom } from '../rules.ts';
import { pathOf, StepState, textOfStep } from './parts.tsx';

type Props = { page: Page; at: Path & { step: Step }; state?: FormState };
type Offered = Props & { offers: readonly StepOffer[] };

/** One step of a partnership: what there is of it, and how to begin or to go on. */
export function StepPage({ page, at, offers, state }: Offered) {
  const t = words(page.locale);
  const { inside, step } = at;
  const { partnership } = inside;
  const text = textOfStep(page, step);
  return (
    <InsidePage
      frame={page.frame}
      title={text.name}
      partnership={partnership}
      above={[{ href: pathOf(partnership.id), label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Intro title={text.name} lead={text.why} state={<StepState page={page} step={step} />} />
      <Split aside={<Beside page={page} at={at} />}>
        <Work page={page} at={at} />
        <Offers page={page} at={at} offers={offers} />
        {inside.contributes && <Asking page={page} at={at} closed={offers.length > 0} />}
        {inside.contributes && <Choosing page={page} at={at} {...(state && { state })} />}
      </Split>
    </InsidePage>
  );
}

function Beside({ page, at: { step } }: Props) {
  const t = words(page.locale);
  const text = textOfStep(page, step);
  return (
    <>
      <Section title={t('do')} ruled>
        <ol>
          {text.do.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      </Section>
      <Section title={t('who')} ruled>
        <p>{text.who}</p>
        <p class="small quiet">{text.time}</p>
      </Section>
      <Section title={t('guide')} ruled>
        <p>
          <Link href={`/guide/${step.id}`}>{t('guide.step')}</Link>
        </p>
        {lessonsOf(step.id, page.locale).map((lesson) => (
          <LessonLine key={lesson.href} lesson={lesson} />
        ))}
      </Section>
    </>
  );
}

type WorkLine = { id: string; href: string; title: string; locale: Locale; kind: string };

/** What there is of this step: the text that holds first. */
function Work({ page, at: { step, inside } }: Props) {
  const t = words(page.locale);
  const { rounds = [], texts = [], rooms = [] } = step.work ?? {};
  if (rounds.length + texts.length + rooms.length === 0) return null;
  const base = `/partnerships/${inside.partnership.id}`;
  const holds = step.agreed?.text;
  const written = texts
    .toSorted((a, b) => Number(b.id === holds) - Number(a.id === holds))
    .map((one) => ({ ...one, href: `${base}/texts/${one.id}`, kind: t('work.text') }));
  const asked = rounds.map((one) => ({
    ...one,
    href: `${base}/rounds/${one.id}`,
    kind: t(one.previous ? 'work.round.again' : 'work.round'),
  }));
  const line = ({ id, href, title, locale, kind }: WorkLine) => (
    <Line
      key={id}
      href={href}
      title={title}
      {...(locale !== page.locale && { lang: locale })}
      facts={[kind]}
    />
  );
  const from = inside.contributes ? toWriteFrom(step.work, page.now) : undefined;
  return (
    <Section title={t('work')}>
      <Lines>
        {written.map(line)}
        {rooms.map(({ path, label }) => (
          <Line key={path} href={`${base}/${path}`} title={label(page.locale)} facts={[]} />
        ))}
        {asked.map(line)}
      </Lines>
      {from && (
        <p>
          <ButtonLink variant="secondary" href={`${base}/texts/new?element=${step.id}&round=${from.id}`}>
            {t('work.write')}
          </ButtonLink>
        </p>
      )}
    </Section>
  );
}

/** The instruments of the house for this step: one to begin with, and what else there is; once begun, all alike. */
function Offers({ page, at: { inside, step }, offers }: Offered) {
  const t = words(page.locale);
  const base = `/partnerships/${inside.partnership.id}`;
  const first = step.work ? undefined : offers[0];
  const others = first ? offers.slice(1) : offers;
  if (offers.length === 0) return null;
  return (
    <Section title={t(step.work ? 'offers.more' : 'offers')}>
      {first && (
        <>
          <p class="text">{first.about(page.locale)}</p>
          <p>
            <ButtonLink href={`${base}/${first.path}`}>{first.label(page.locale)}</ButtonLink>
          </p>
        </>
      )}
      {others.length > 0 && (
        <Lines label={t('offers.more')}>
          {others.map(({ path, label, about }) => (
            <Line
              key={path}
              href={`${base}/${path}`}
              title={label(page.locale)}
              facts={[about(page.locale)]}
            />
          ))}
        </Lines>
      )}
    </Section>
  );
}

/**
 * A few of the guiding questions become a round. It is a form that asks for a page: nothing happens by it. Where
 * there are instruments for the step, it stands `closed` below them.
 */
function Asking({ page, at: { step, inside }, closed }: Props & { closed: boolean }) {
  const t = words(page.locale);
  const text = textOfStep(page, step);
  const base = `/partnerships/${inside.partnership.id}`;
  const asking = (
    <Stack>
      <Form action={`${base}/rounds/new`} method="get">
        <input type="hidden" name="element" value={step.id} />
        <Checkboxes
          name="ask"
          label={t('ask.label')}
          help={t('ask.help', { most: mostQuestions })}
          options={Object.entries(text.questions).map(([code, label]) => ({ value: code, label }))}
        />
        <SubmitRow>
          <Button variant={closed ? 'secondary' : 'primary'}>{t('ask.do')}</Button>
        </SubmitRow>
      </Form>
      <p>
        <Link href={`${base}/texts/new?element=${step.id}`}>{t('ask.without')}</Link>
      </p>
    </Stack>
  );
  return (
    <Section title={t('ask')}>{closed ? <More summary={t('ask.open')}>{asking}</More> : asking}</Section>
  );
}

/** The order is a proposal: it can be overruled, and that can be taken back. */
function Choosing({ page, at: { step, next, inside }, state }: Props) {
  const t = words(page.locale);
  const action = `${pathOf(inside.partnership.id, step.id)}/choices`;
  const press = (
    says: 'next' | 'taken-up',
    words: 'choose.in-order' | `choose.${typeof says}` = `choose.${says}`,
  ) => (
    <Form action={action}>
      <input type="hidden" name="says" value={says} />
      <Button variant="secondary">{t(words)}</Button>
    </Form>
  );
  if (step.state === 'aside' || isSaidDone(step))
    return (
      <Section title={t('choose')}>
        <p class="text">{t(step.state === 'aside' ? 'choose.aside.since' : 'choose.done.since')}</p>
        <Quote
          by={step.choice!.by ?? t('somebody')}
          {...(step.choice!.locale !== page.locale && { lang: step.choice!.locale })}
        >
          {step.choice!.reason}
        </Quote>
        {press('taken-up')}
      </Section>
    );
  return (
    <Section title={t('choose')}>
      {next?.id === step.id ? (
        <p class="text">{t(isChosen(step) ? 'choose.is-chosen' : 'choose.is-next')}</p>
      ) : (
        press('next')
      )}
      {isChosen(step) && press('taken-up', 'choose.in-order')}
      <More summary={t('choose.other')} open={state !== undefined}>
        <Form action={action} {...(state && { state })}>
          <Radios
            name="says"
            label={t('choose.what')}
            options={(['done', 'aside'] as const).map((value) => ({ value, label: t(`choose.${value}`) }))}
          />
          <TextArea name="reason" label={t('choose.reason')} help={t('choose.reason.help')} rows={2} />
          <SubmitRow>
            <Button variant="secondary">{t('choose.do')}</Button>
          </SubmitRow>
        </Form>
      </More>
    </Section>
  );
}
