import type { Page } from '../../../platform/http/page.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import type { Said } from '../rules.ts';
import { type Check, type Earlier, saidBy, type WholeBenefit } from '../store.ts';
import { CheckForm, Checks } from './checks.tsx';
import { checkerWords, shapeOf, valueWords } from './parts.tsx';

type Props = {
  page: Page;
  inside: Inside;
  benefit: WholeBenefit;
  checks: readonly Check[];
  earlier: readonly Earlier[];
  state: FormState | undefined;
};

/** One claim: what it says, what was found when somebody looked, and the way to record that. */
export function BenefitPage({ page, inside, benefit, checks, earlier, state }: Props) {
  const t = words(page.locale);
  const { partnership, contributes } = inside;
  const home = `/partnerships/${partnership.id}/benefits`;
  const here = `${home}/${benefit.id}`;
  const lang = page.langOf(benefit.locale);
  const due = benefit.due !== null && benefit.due <= dayOf(page.now, page.city.timeZone);
  const mayChange = contributes && checks.length === 0;
  return (
    <InsidePage
      frame={page.frame}
      title={benefit.claim}
      said={{ text: benefit.claim, lang: benefit.locale }}
      partnership={partnership}
      above={[{ href: home, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={<span lang={lang}>{benefit.claim}</span>}
          state={<State state={shapeOf[benefit.state]}>{t(`state.${benefit.state}`)}</State>}
        />
        {benefit.removedAt && <Notice>{t('removed')}</Notice>}
        <Facts
          facts={[
            ...saidFacts(page, saidBy(benefit), lang),
            {
              term: t('fact.checkOn'),
              value: benefit.due ? page.day(benefit.due) : undefined,
            },
            { term: t('fact.checker'), value: benefit.due ? checkerWords(page, benefit) : undefined },
            {
              term: t('fact.added'),
              value: t('added.by', {
                day: page.day(benefit.createdAt),
                who: benefit.writer ?? t('somebody'),
              }),
            },
          ]}
        />
        {mayChange && (
          <Row>
            {benefit.removedAt ? (
              <Form action={`${here}/return`}>
                <Button variant="secondary">{t('return')}</Button>
              </Form>
            ) : (
              <>
                <ButtonLink variant="secondary" href={`${here}/edit`}>
                  {t('edit')}
                </ButtonLink>
                <Form action={`${here}/removal`}>
                  <Button variant="tertiary" color="danger">
                    {t('remove')}
                  </Button>
                </Form>
              </>
            )}
          </Row>
        )}
        {contributes && !benefit.removedAt && (
          <CheckForm page={page} benefit={benefit} seen={checks.length} due={due} state={state} />
        )}
        <Checks page={page} benefit={benefit} checks={checks} />
        {earlier.length > 0 && (
          <More summary={t('earlier', { n: earlier.length })}>
            {earlier.map((one) => (
              <div class="stack" data-gap="2" key={one.id}>
                <p class="small quiet">
                  {t('earlier.until', { day: page.day(one.at), who: one.changer ?? t('somebody') })}
                </p>
                <p class="written" lang={lang}>
                  {one.said.claim}
                </p>
                <Facts
                  facts={[
                    ...saidFacts(page, one.said, lang),
                    { term: t('fact.checkOn'), value: page.day(one.said.checkOn) },
                  ]}
                />
              </div>
            ))}
          </More>
        )}
      </Stack>
    </InsidePage>
  );
}

/** For whom, by what it is seen, from where to where. */
function saidFacts(page: Page, said: Said, lang: string | undefined) {
  const t = words(page.locale);
  const written = (text: string) => text && <span lang={lang}>{text}</span>;
  const start = valueWords(page, said.baseline, said.unit);
  const target = valueWords(page, said.target, said.unit);
  return [
    { term: t('fact.who'), value: written(said.who) },
    { term: t('fact.indicator'), value: written(said.indicator) },
    {
      term: t('fact.baseline'),
      value: (
        <>
          {start && (
            <p>
              {start}
              {said.baselineOn &&
                `, ${t('baseline.as-of', { day: page.day(said.baselineOn), source: said.baselineSource })}`}
            </p>
          )}
          {said.baselineWords && (
            <p class="written" lang={lang}>
              {said.baselineWords}
            </p>
          )}
        </>
      ),
    },
    {
      term: t('fact.target'),
      value: (
        <>
          {target && <p>{target}</p>}
          {said.targetWords && (
            <p class="written" lang={lang}>
              {said.targetWords}
            </p>
          )}
        </>
      ),
    },
  ];
}
