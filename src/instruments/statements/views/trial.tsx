import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { mayTry } from '../access.ts';
import type { OneTrial } from '../actions/trials.ts';
import { words } from '../messages/index.ts';
import { isOver, lookBackDays } from '../rules.ts';
import type { Trial } from '../store.ts';
import { statementsOf, Written } from './parts.tsx';

type Props = { page: Page; at: OneTrial; state: FormState | undefined };

/** How far a trial is, in words. */
export function standOf(page: Pick<Page, 'locale'>, trial: Trial, today: string): string {
  const t = words(page.locale);
  const { goOn, change, stop } = trial;
  if (goOn !== null && change !== null && stop !== null) return t('result', { goOn, change, stop });
  if (trial.round) return t('stand.looking');
  return t(isOver(trial.until, today) ? 'stand.over' : 'stand.going');
}

/** A small trial project: what, who, until when, how it is known; and the look back. */
export function TrialPage({ page, at, state }: Props) {
  const t = words(page.locale);
  const { inside, trial } = at;
  const base = statementsOf(inside.partnership.id);
  const path = `${base}/trials/${trial.id}`;
  const today = dayOf(page.now, page.city.timeZone);
  const lang = page.langOf(trial.locale);
  const may = mayTry(inside) && !trial.removedAt;
  return (
    <InsidePage
      frame={page.frame}
      title={t('trial')}
      partnership={inside.partnership}
      above={[{ href: `${base}#trials`, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('trial')} lead={standOf(page, trial, today)} />
        {trial.removedAt && (
          <Notice>
            <Row>
              <p>{t('gone')}</p>
              {mayTry(inside) && (
                <Form action={`${path}/return`}>
                  <Button variant="secondary">{t('return')}</Button>
                </Form>
              )}
            </Row>
          </Notice>
        )}
        {may && !trial.round && isOver(trial.until, today) && (
          <NextPanel title={t('look-back')} for="all">
            <p class="text">{t('look-back.about', { days: lookBackDays })}</p>
            <Form action={`${path}/look-back`}>
              <Button>{t('look-back.do')}</Button>
            </Form>
          </NextPanel>
        )}
        <Facts
          facts={[
            { term: t('short.what'), value: <Written text={trial.what} lang={lang} /> },
            { term: t('short.who'), value: <Written text={trial.who} lang={lang} /> },
            { term: t('short.until'), value: page.day(trial.until) },
            { term: t('short.known-by'), value: <Written text={trial.knownBy} lang={lang} /> },
          ]}
        />
        <Stack gap="4">
          <p class="small quiet">
            {t('proposed', { who: trial.by ?? t('somebody'), day: page.day(trial.at) })}
          </p>
          <Row>
            {trial.round && (
              <ButtonLink variant="secondary" href={`${base}/look-back/${trial.round}`}>
                {t('look-back.read')}
              </ButtonLink>
            )}
            {trial.text && (
              <ButtonLink
                variant="secondary"
                href={`/partnerships/${inside.partnership.id}/texts/${trial.text}`}
              >
                {t('text.read')}
              </ButtonLink>
            )}
          </Row>
        </Stack>
        {may && !trial.round && (
          <Form action={`${path}/removal`}>
            <Button variant="tertiary" color="danger">
              {t('remove')}
            </Button>
          </Form>
        )}
      </Stack>
    </InsidePage>
  );
}
