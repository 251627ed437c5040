import type { Page } from '../../../platform/http/page.ts';
import { typedMoney } from '../../../platform/i18n/money.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Limits } from '../actions.ts';
import { words } from '../messages/index.ts';
import { type Answer, type Asked, areasOf, flags } from '../rules.ts';
import type { LimitRule } from '../store.ts';
import { About, decisionsOf, Naming, pathOf } from './parts.tsx';

/** What was asked, and who decides it. */
export type Answered = { asked: Asked; answer: Answer<LimitRule> };

type Props = { page: Page; at: Limits; state: FormState; answered: Answered | undefined };

/** Who decides this? Three questions, and below them the answer with the one next thing to do. */
export function QuestionPage({ page, at, state, answered }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  const areas = areasOf(at.holding?.rules ?? []);
  return (
    <Inside
      frame={page.frame}
      title={t('ask-who')}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      errors={state.errors}
    >
      <Stack gap="12">
        <Intro title={t('ask-who')} lead={t('q.lead')} />
        {answered && <AnswerSection page={page} at={at} answered={answered} />}
        <Form action={`${path}/who`} method="get" state={state}>
          {/* So that an address that asks nothing yet is told from one in which nothing was filled in. */}
          <input type="hidden" name="ask" value="yes" />
          <Select
            name="area"
            label={t('q.area')}
            empty={t('q.area.else')}
            options={areas.map(({ id, area, locale }) => ({
              value: id,
              label: area,
              lang: page.langOf(locale),
            }))}
          />
          <Field
            name="amount"
            type="number"
            label={t('q.amount')}
            help={t('q.amount.help', { currency: page.city.currency })}
            optional
          />
          <FlagsField page={page} />
          <SubmitRow>
            <Button variant={answered ? 'secondary' : 'primary'}>{t('q.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Inside>
  );
}

/** What makes it all partners'. */
export function FlagsField({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Checkboxes
      name="flags"
      label={t('q.flags')}
      help={t('q.flags.help')}
      options={flags.map((value) => ({ value, label: t(`flag.${value}`) }))}
      optional
    />
  );
}

function AnswerSection({ page, at, answered }: { page: Page; at: Limits; answered: Answered }) {
  const t = words(page.locale);
  const { asked, answer } = answered;
  const { rule } = answer;
  const mine = rule?.decider === 'role' && rule.holder === page.person?.id;
  const role = rule?.roleTitle ?? '';
  const title =
    rule?.decider === 'role'
      ? t(mine ? 'answer.mine' : 'answer.role', { role, name: rule.holderName ?? t('somebody') })
      : rule?.decider === 'group'
        ? t('answer.group', { group: rule.groupName ?? '' })
        : t('answer.all');
  return (
    <Section title={rule ? <Naming sentence={title} of={rule} /> : title} gap="2">
      {answer.because === 'flags' ? (
        asked.flags.map((flag) => (
          <p class="text" key={flag}>
            {t(`flag.${flag}`)}. {t(`flag.${flag}.why`)}
          </p>
        ))
      ) : (
        <p class="text">
          {rule ? (
            <About page={page} rule={rule} say={(about) => t('by.rule', { rule: about })} />
          ) : (
            t(`by.${answer.because as 'above' | 'vacant' | 'nothing'}`)
          )}
        </p>
      )}
      <Next page={page} at={at} answered={answered} mine={mine} />
    </Section>
  );
}

/** The one thing to do next. */
function Next({ page, at, answered, mine }: { page: Page; at: Limits; answered: Answered; mine: boolean }) {
  const t = words(page.locale);
  const { id } = at.inside.partnership;
  const { asked, answer } = answered;
  const { rule } = answer;
  if (rule?.decider === 'role') {
    const name = rule.holderName ?? t('somebody');
    const given = new URLSearchParams({
      rule: rule.id,
      ...(asked.amount !== null && { amount: typedMoney(asked.amount, page.locale) }),
    });
    return (
      <>
        <p class="text">{mine ? t('next.mine.about') : t('next.role.about', { name })}</p>
        <Row>
          {mine ? (
            <ButtonLink href={`${pathOf(id)}/decided/new?${given}`}>{t('next.mine')}</ButtonLink>
          ) : (
            <ButtonLink href={`/partnerships/${id}/roles/${rule.role}`}>{t('next.role')}</ButtonLink>
          )}
        </Row>
      </>
    );
  }
  // Who only looks on puts nothing to others.
  if (!at.inside.contributes) return null;
  const circle = rule?.decider === 'group' ? rule.group : null;
  const given = new URLSearchParams({
    way: 'consent',
    ...(asked.area && { title: asked.area }),
    ...(circle && { circle }),
  });
  return (
    <Row>
      <ButtonLink href={`${decisionsOf(id)}/new?${given}`}>
        {t(circle ? 'next.group' : 'next.all')}
      </ButtonLink>
    </Row>
  );
}
