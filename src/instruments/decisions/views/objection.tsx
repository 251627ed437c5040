import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { ToldFields } from '../../../ui/consent.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { ObjectionView } from '../asides.ts';
import { words } from '../messages/index.ts';
import { DecisionFrame } from './frame.tsx';
import { whoWords } from './parts.tsx';

type Props = { page: Page; view: ObjectionView; state: FormState | undefined };

/** An objection, why it is to be set aside, and who consents. */
export function ObjectionPage({ page, view, state }: Props) {
  const t = words(page.locale);
  const { at, objection, objector, own, stands, aside, speaks } = view;
  const mayAsk = stands && !aside && !own && (speaks || at.steers);
  return (
    <DecisionFrame page={page} at={at} title={t('aside.title')} state={state}>
      {(path) => {
        const here = `${path}/objections/${objection.id}`;
        return (
          <Stack gap="12">
            <Intro title={t('aside.title')} lead={t('aside.lead')} />
            <Quote by={objector ?? t('some-partner')} lang={page.langOf(objection.locale)}>
              {objection.reason}
            </Quote>
            {!stands && at.open && <Notice>{t('aside.gone')}</Notice>}
            {aside && <Standing page={page} view={view} here={here} />}
            {stands && aside && speaks && (
              <Answer page={page} view={view} state={state} here={here} path={path} />
            )}
            {mayAsk && (
              <Draft name={`aside-${view.objection.id}`} reader={page.person?.id ?? ''}>
                <Form action={here} state={state}>
                  <TextArea name="reason" label={t('aside.why')} help={t('aside.why.help')} rows={4} />
                  <SubmitRow cancel={path}>
                    <Button>{t('aside.do')}</Button>
                  </SubmitRow>
                </Form>
              </Draft>
            )}
          </Stack>
        );
      }}
    </DecisionFrame>
  );
}

/** What somebody says to it; said already, it can be changed until the end. */
function Answer({ page, view, state, here, path }: Props & { here: string; path: string }) {
  const t = words(page.locale);
  const { voter, recorded } = view.speaks!;
  const { yes, no } = view.aside!;
  const says = yes.includes(voter.id) ? 'yes' : no.some((one) => one.voter === voter.id) ? 'no' : 'back';
  return (
    <Draft name={`aside-word-${view.objection.id}-${voter.id}`} reader={page.person?.id ?? ''}>
      <Form action={`${here}/consent`} state={state}>
        <input type="hidden" name="partner" value={recorded ? voter.id : ''} />
        {recorded && <ToldFields today={typedDay(dayOf(page.now, page.city.timeZone))} />}
        {(says !== 'no' || state) && <TextArea name="reason" label={t('aside.because')} rows={2} optional />}
        <SubmitRow cancel={path}>
          {says !== 'yes' && (
            <Button name="says" value="yes">
              {t('aside.consent', { partner: voter.name })}
            </Button>
          )}
          {says !== 'no' && (
            <Button name="says" value="no" variant="secondary">
              {t('aside.keep')}
            </Button>
          )}
          {says !== 'back' && (
            <Button name="says" value="back" variant="secondary">
              {t('aside.take-back')}
            </Button>
          )}
        </SubmitRow>
      </Form>
    </Draft>
  );
}

function Standing({ page, view, here }: Omit<Props, 'state'> & { here: string }) {
  const t = words(page.locale);
  const { at, others, stands, speaks } = view;
  const { reason, locale, byName, yes, no, self, reasons, at: when } = view.aside!;
  const people = at.decision.voices === 'people';
  return (
    <Section title={t('aside.reason')}>
      <p class="written text" lang={page.langOf(locale)}>
        {reason}
      </p>
      <p class="small quiet">
        {whoWords(page, byName)} · {page.day(when)}
      </p>
      <Lines label={t('aside.others')}>
        {others.map(({ id, name }) => {
          const agrees = yes.includes(id);
          const keeps = no.some(({ voter }) => voter === id);
          const why = reasons.find(({ voter }) => voter === id);
          const answered = people && self.includes(id);
          const silent = stands && !answered && at.silent.has(id) && speaks?.voter.id !== id;
          return (
            <Line
              key={id}
              title={name ?? t('somebody')}
              facts={[
                <State key="state" state={agrees ? 'agreed' : keeps ? 'revisit' : 'none'}>
                  {t(agrees ? 'aside.yes' : keeps ? 'aside.no' : 'aside.none')}
                </State>,
              ]}
              end={
                silent && (
                  <Link href={`${here}?partner=${id}`}>
                    {t('voice.for')}
                    <span class="ds-sr-only">: {name}</span>
                  </Link>
                )
              }
            >
              {why && (agrees || keeps) && (
                <p class="written text" lang={page.langOf(why.locale)}>
                  {why.reason}
                </p>
              )}
            </Line>
          );
        })}
      </Lines>
      <Pager href={at.lines.last && `${here}?after=${at.lines.last.id}`} />
    </Section>
  );
}
