import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { AnswerCard, Answers } from '../../../ui/answers.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayTry } from '../access.ts';
import type { Statements } from '../actions/statements.ts';
import { words } from '../messages/index.ts';
import { givenWords, statementsOf, Told } from './parts.tsx';
import { standOf } from './trial.tsx';

type Props = { page: Page; at: Statements; state: FormState | undefined };

/** What all partners tell of themselves, side by side; and what they try together. */
export function StatementsPage(props: Props) {
  const { page, at, state } = props;
  const t = words(page.locale);
  const { inside, tells, statements, draft } = at;
  const base = statementsOf(inside.partnership.id);
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  const own = tells.find(({ recorded }) => !recorded);
  const wanted = own && !statements.some(({ partner }) => partner === own.partner.id);
  return (
    <InsidePage
      frame={page.frame}
      title={t('title')}
      partnership={inside.partnership}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={t('title')}
          lead={t('lead')}
          state={t('state', { n: statements.length, of: joined.length })}
        />
        {wanted && (
          <NextPanel
            title={t('next', { partner: own.partner.name })}
            action={
              <ButtonLink href={`${base}/partners/${own.partner.id}/edit`}>
                {t(draft ? 'next.on' : 'next.do')}
              </ButtonLink>
            }
          >
            {t('next.about')}
          </NextPanel>
        )}
        <Section title={t('side')} gap="6">
          <Answers>
            {joined.map(({ id, name }) => {
              const statement = statements.find(({ partner }) => partner === id);
              const telling = tells.find(({ partner }) => partner.id === id);
              return (
                <AnswerCard
                  key={id}
                  head={
                    <strong>{statement ? <Link href={`${base}/partners/${id}`}>{name}</Link> : name}</strong>
                  }
                >
                  {statement ? (
                    <>
                      <Told page={page} held={statement.words} locale={statement.locale} />
                      <p class="small quiet">{givenWords(page, statement)}</p>
                    </>
                  ) : (
                    <p class="quiet">{t('untold')}</p>
                  )}
                  {telling && !(wanted && telling === own) && (
                    <p class="on-screen">
                      <Link href={`${base}/partners/${id}/edit`}>
                        {t(telling.recorded ? 'write.for' : draft ? 'write.on' : 'write.again')}
                        <span class="ds-sr-only">: {name}</span>
                      </Link>
                    </p>
                  )}
                </AnswerCard>
              );
            })}
          </Answers>
          {statements.length > 0 && <PrintButton />}
        </Section>
        <Trials {...props} />
      </Stack>
    </InsidePage>
  );
}

function Trials({ page, at, state }: Props) {
  const t = words(page.locale);
  const { inside, trials } = at;
  const base = `${statementsOf(inside.partnership.id)}/trials`;
  const today = dayOf(page.now, page.city.timeZone);
  return (
    <Section title={t('trials')} id="trials">
      <p class="text">{t('trials.about')}</p>
      {trials.length > 0 && (
        <Lines label={t('trials')}>
          {trials.map((trial) => (
            <Line
              key={trial.id}
              href={`${base}/${trial.id}`}
              title={trial.what}
              lang={page.langOf(trial.locale)}
              facts={[t('trial.until', { day: page.day(trial.until) }), standOf(page, trial, today)]}
            />
          ))}
        </Lines>
      )}
      {mayTry(inside) && (
        <More summary={t('trials.new')} open={state !== undefined}>
          <Form action={base} state={state}>
            <TextArea name="what" label={t('what')} help={t('what.help')} rows={2} />
            <TextArea name="who" label={t('who')} help={t('who.help')} rows={2} />
            <Field
              name="until"
              type="date"
              label={t('until')}
              help={t('until.help', { example: exampleAhead(page) })}
            />
            <TextArea name="knownBy" label={t('known-by')} help={t('known-by.help')} rows={2} />
            <SubmitRow note={t('trials.note')}>
              <Button variant="secondary">{t('trials.do')}</Button>
            </SubmitRow>
          </Form>
        </More>
      )}
    </Section>
  );
}
