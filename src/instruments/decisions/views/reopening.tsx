import { replaces } from '../../../mechanisms/decision/actions.ts';
import { holdsBy } from '../../../mechanisms/decision/rules.ts';
import { isUndecided } from '../../../mechanisms/decision/stages.ts';
import { usualDate } from '../../../mechanisms/sealed-round/asking.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { DecisionFrame } from './frame.tsx';
import { pathOf, whoWords } from './parts.tsx';

/** Taking up again what was decided: why, and what is proposed now. */
export function ReopeningPage({
  page,
  at,
  state,
}: {
  page: Page;
  at: DecisionView;
  state: FormState | undefined;
}) {
  const t = words(page.locale);
  const { process } = at.decision;
  const last = at.versions.at(-1)!;
  const usual = usualDate(page.now, page.city, process.days);
  const [statement] = at.statements;
  const holds = at.outcome && (holdsBy(at.outcome) ?? statement?.holds);
  return (
    <DecisionFrame page={page} at={at} title={t('reopen.title')} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={t('reopen.title')} lead={t(holds ? 'reopen.lead.holds' : 'reopen.lead')} />
          {statement && <Quote lang={page.langOf(statement.locale)}>{statement.text}</Quote>}
          <Draft name={`reopening-${at.decision.id}`} reader={page.person?.id ?? ''}>
            <Form action={`${path}/reopening`} state={state}>
              <TextArea name="because" label={t('reopen.because')} help={t('reopen.because.help')} rows={3} />
              <TextArea
                name="text"
                label={t(process.ballot.kind === 'stance' ? 'new.text' : 'new.text.options')}
                value={last.text}
                lang={page.langOf(last.locale)}
                rows={6}
                optional={process.ballot.kind !== 'stance'}
              />
              <Field name="day" type="date" label={t('new.day')} value={typedDay(usual.day)} />
              <Field name="time" label={t('new.time')} value={usual.time} width="short" />
              <SubmitRow cancel={path} note={t('new.note')}>
                <Button>{t('wording.do')}</Button>
              </SubmitRow>
            </Form>
          </Draft>
        </Stack>
      )}
    </DecisionFrame>
  );
}

/** What this takes up again, where it does, and why. */
export function TakesUp({ page, at }: { page: Page; at: DecisionView }) {
  const t = words(page.locale);
  const { of } = at.reopenings;
  if (!of) return null;
  return (
    <Notice>
      <p>{t('reopen.by', { who: whoWords(page, of.byName), day: page.day(of.at) })}</p>
      <p class="written text" lang={page.langOf(of.locale)}>
        {of.because}
      </p>
      <Link href={`${pathOf(at.inside.partnership.id)}/${of.reopens}`}>{t('reopen.before')}</Link>
    </Notice>
  );
}

/** Where it has been taken up again, and the way to do so. */
export function TakenUp({ page, at }: { page: Page; at: DecisionView }) {
  const t = words(page.locale);
  const { by } = at.reopenings;
  const path = pathOf(at.inside.partnership.id);
  const again = by.some(isUndecided);
  const replaced = by.some(replaces);
  return (
    <>
      {replaced && <Notice>{t('reopen.replaced')}</Notice>}
      {by.map((one) => (
        <div class="stack" data-gap="2" key={one.decision}>
          <p class="text">{t('reopen.by', { who: whoWords(page, one.byName), day: page.day(one.at) })}</p>
          <p class="written text" lang={page.langOf(one.locale)}>
            {one.because}
          </p>
          <p>
            <Link href={`${path}/${one.decision}`}>
              {t('reopen.read')}
              <span class="ds-sr-only">: {page.day(one.at)}</span>
            </Link>
          </p>
        </div>
      ))}
      {!again && !replaced && at.decision.settledAt && at.inside.contributes && at.adopts.length === 0 && (
        <p>
          <Link href={`${path}/${at.decision.id}/reopening`}>{t('reopen.title')}</Link>
        </p>
      )}
    </>
  );
}
