import { typedDay } from '../../../platform/i18n/dates.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { usualDate } from '../../rounds/rules.ts';
import { words } from '../messages/index.ts';
import { readiness, readinessOf } from '../rules.ts';
import { langOf, momentWords, pathOf, stateFor } from './parts.tsx';
import type { View } from './transition.tsx';

/** What worries partners: asked once of all, answered alone, opened together. */
export function Worries(view: View) {
  const { page, at } = view;
  const t = words(page.locale);
  const { round, inside } = at;
  const href = round && `/partnerships/${inside.partnership.id}/rounds/${round.id}`;
  return (
    <Section title={t('worries')}>
      {!round && <p class="text">{t('worries.about')}</p>}
      {round && !round.open && (
        <p class="text">
          {t('worries.in', {
            n: round.asked.filter(({ sealedAt }) => sealedAt).length,
            of: round.asked.length,
            at: momentWords(page, round.dueAt),
          })}{' '}
          <Link href={href!}>{t('worries.look')}</Link>
        </p>
      )}
      {round?.open && <Said {...view} />}
      {round?.open && (
        <p class="on-screen">
          <Link href={href!}>{t('worries.all')}</Link>
        </p>
      )}
      {inside.contributes &&
        (at.joined.length < 2 ? (
          <p class="quiet">{t('round.few')}</p>
        ) : !round ? (
          <Asking {...view} />
        ) : (
          round.open && (
            <p class="on-screen">
              <ButtonLink
                variant="secondary"
                href={`/partnerships/${inside.partnership.id}/rounds/new?after=${round.id}`}
              >
                {t('worries.again')}
              </ButtonLink>
            </p>
          )
        ))}
    </Section>
  );
}

function Said({ page, at }: View) {
  const t = words(page.locale);
  const { round, names } = at;
  const ready = (one: { content: Readonly<Record<string, string>> }) => readinessOf(one.content);
  const count = (of: string) => round!.answers.filter((one) => ready(one) === of).length;
  return (
    <>
      <p class="text">
        {t('worries.tally', {
          ready: count('ready'),
          maybe: count('if'),
          not: count('not-yet'),
          none: round!.asked.length - round!.answers.length,
        })}
      </p>
      {readiness.toReversed().flatMap((of) =>
        round!.answers
          .filter((one) => ready(one) === of)
          .map((one) => (
            <Quote
              key={one.partner}
              by={t(`said.${of}`, { partner: names.get(one.partner) || t('some-partner') })}
              lang={langOf(page, one.locale) as string}
            >
              {one.content.worries ?? ''}
            </Quote>
          )),
      )}
    </>
  );
}

function Asking({ page, at, sent }: View) {
  const t = words(page.locale);
  const usual = usualDate(page.now, page.city);
  const state = stateFor(sent, 'round');
  return (
    <More summary={t('worries.ask')} open={state !== undefined}>
      <p class="text">
        {t('q.ready')} {t('q.worries')}
      </p>
      <Form action={`${pathOf(at.inside.partnership.id)}/round`} state={state}>
        <Field name="day" type="date" label={t('day')} help={t('day.help')} value={typedDay(usual.day)} />
        <Field name="time" width="short" label={t('time')} help={t('time.help')} value={usual.time} />
        <SubmitRow note={t('worries.note')}>
          <Button variant="secondary">{t('worries.ask.do')}</Button>
        </SubmitRow>
      </Form>
    </More>
  );
}
