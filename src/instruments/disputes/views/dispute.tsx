import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { mayWithdraw } from '../actions/steps.ts';
import { words } from '../messages/index.ts';
import { steps } from '../rules.ts';
import { Ended } from './ended.tsx';
import { Log } from './log.tsx';
import { Now } from './now.tsx';
import { Offers } from './offers.tsx';
import { allNames, begunAt, type DisputeProps, nameOf, pathOf, stepWords } from './parts.tsx';

export function DisputePage({ page, at, state }: DisputeProps & { state?: FormState | undefined }) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const { dispute, standing } = at;
  const home = pathOf(partnership.id);
  const lang = page.langOf(dispute.locale);
  const over = standing.step === 'ended';
  const partner = nameOf(page, at, dispute.byPartner);
  return (
    <Inside
      frame={page.frame}
      title={dispute.title}
      said={{ text: dispute.title, lang: dispute.locale }}
      partnership={partnership}
      above={[{ href: home, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={<span lang={lang}>{dispute.title}</span>}
          state={stepWords(page.locale, standing.step)}
          lead={t('between', { names: allNames(page, at) })}
        />
        {over ? <Ended page={page} at={at} /> : <Now page={page} at={at} />}
        <Offers page={page} at={at} />
        <Section title={t('about.title')}>
          <Facts
            facts={[
              { term: t('about.kind'), value: t(`about.${dispute.about}`) },
              dispute.decision !== null && {
                term: t('about.of'),
                value: (
                  <Link href={`/partnerships/${partnership.id}/decisions/${dispute.decision}`}>
                    <span lang={page.langOf(dispute.decisionLocale!)}>{dispute.decisionTitle}</span>
                  </Link>
                ),
              },
            ]}
          />
          <Section title={t('about.happened', { partner })} level={3} size="xs" gap="2">
            <Quote lang={lang}>{dispute.happened}</Quote>
          </Section>
          <Section title={t('about.wants', { partner })} level={3} size="xs" gap="2">
            <Quote lang={lang}>{dispute.wants}</Quote>
          </Section>
        </Section>
        <Ladder page={page} at={at} />
        <Log page={page} at={at} />
        {!over && mayWithdraw(at, page.person?.id) && (
          <Dialog
            id="withdraw"
            title={t('withdraw.title')}
            open={t('withdraw.open')}
            cancel={t('withdraw.keep')}
            danger
            shown={state !== undefined}
          >
            <p class="text">{t('withdraw.text')}</p>
            <Form action={`${home}/${dispute.id}/withdrawal`} state={state}>
              <Button variant="secondary" color="danger">
                {t('withdraw.open')}
              </Button>
            </Form>
          </Dialog>
        )}
      </Stack>
    </Inside>
  );
}

/** All steps, with those that were reached and how long the others would have. */
function Ladder({ page, at }: DisputeProps) {
  const t = words(page.locale);
  const begun = begunAt(at.entries);
  return (
    <Section title={t('ladder')}>
      <Lines label={t('ladder')}>
        {steps.map((step) => {
          const since = begun.get(step);
          const current = at.standing.step === step;
          return (
            <Line
              key={step}
              title={stepWords(page.locale, step)}
              facts={[
                <State key="state" state={current ? 'now' : since ? 'done' : 'none'} />,
                since ? t('since', { day: page.day(since) }) : t('days', { n: at.clock[step] }),
              ]}
            />
          );
        })}
      </Lines>
    </Section>
  );
}
