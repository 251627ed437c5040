import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeMoney } from '../../../platform/i18n/money.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Limits, loadToDecide } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { Decided } from '../store.ts';
import { About, decisionsOf, moneyIn, Naming, pathOf } from './parts.tsx';
import { FlagsField } from './question.tsx';

const named = (one: Decided) => ({ ...one, groupName: null, groupLocale: null });

const byWords = (page: Page, { byName, roleTitle }: Pick<Decided, 'byName' | 'roleTitle'>) => {
  const t = words(page.locale);
  return t('decided.by', { name: byName ?? t('somebody'), role: roleTitle ?? '' });
};

const aboveIn = (page: Page, partnership: string) => {
  const t = words(page.locale);
  return [{ href: pathOf(partnership), label: t('title') }];
};

/** All that one has decided for all, newest first. */
export function DecidedListPage({ page, at, all }: { page: Page; at: Limits; all: Part<Decided> }) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = `${pathOf(partnership.id)}/decided`;
  return (
    <Inside
      frame={page.frame}
      title={t('decided')}
      partnership={partnership}
      above={aboveIn(page, partnership.id)}
    >
      <Stack gap="12">
        <Intro title={t('decided')} lead={t('decided.lead')} />
        {all.shown.length === 0 ? (
          <Empty title={t('decided.none')} />
        ) : (
          <Lines label={t('decided')}>
            {all.shown.map((one) => (
              <Line
                key={one.id}
                level={2}
                href={`${path}/${one.id}`}
                title={one.title}
                lang={page.langOf(one.locale)}
                facts={[
                  <Naming key="by" sentence={byWords(page, one)} of={named(one)} />,
                  page.day(one.at),
                  one.amount !== null && writeMoney(one.amount, moneyIn(page)),
                ]}
              />
            ))}
          </Lines>
        )}
        <Pager href={all.last && `${path}?after=${all.last.id}`} />
      </Stack>
    </Inside>
  );
}

/** One of them, with why, by which rule, and the way to all for who sees it otherwise. */
export function DecidedPage({ page, at, one }: { page: Page; at: Limits; one: Decided }) {
  const t = words(page.locale);
  const { partnership, contributes } = at.inside;
  const lang = page.langOf(one.locale);
  const given = new URLSearchParams({ way: 'consent', title: one.title, text: one.text });
  return (
    <Inside
      frame={page.frame}
      title={one.title}
      said={{ text: one.title, lang: one.locale }}
      partnership={partnership}
      above={[
        ...aboveIn(page, partnership.id),
        { href: `${pathOf(partnership.id)}/decided`, label: t('decided') },
      ]}
    >
      <Stack gap="6">
        <Intro title={<span lang={lang}>{one.title}</span>} />
        <p class="written text" lang={lang}>
          {one.text}
        </p>
        <Section title={t('decided.why')} gap="2">
          <p class="written text" lang={lang}>
            {one.because}
          </p>
        </Section>
        <Facts
          facts={[
            { term: t('decided.who'), value: <Naming sentence={byWords(page, one)} of={named(one)} /> },
            { term: t('decided.day'), value: page.moment(one.at) },
            one.amount !== null && {
              term: t('decided.amount'),
              value: writeMoney(one.amount, moneyIn(page)),
            },
            {
              term: t('decided.rule'),
              value: <About page={page} rule={{ ...one, locale: one.areaLocale }} />,
            },
          ]}
        />
        {contributes && (
          <Row>
            <ButtonLink variant="secondary" href={`${decisionsOf(partnership.id)}/new?${given}`}>
              {t('decided.again')}
            </ButtonLink>
          </Row>
        )}
      </Stack>
    </Inside>
  );
}

type NewProps = {
  page: Page;
  at: Awaited<ReturnType<typeof loadToDecide>>;
  state: FormState | undefined;
};

/** Where who decides by a rule writes down what, and why. */
export function DecidedFormPage({ page, at, state }: NewProps) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  return (
    <Inside
      frame={page.frame}
      title={t('decided.new')}
      partnership={partnership}
      above={aboveIn(page, partnership.id)}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="6">
        <Intro
          title={t('decided.new')}
          lead={<About page={page} rule={at.rule} say={(rule) => t('decided.new.lead', { rule })} />}
        />
        <Draft name={`decided-${at.rule.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${path}/decided`} state={state}>
            <input type="hidden" name="rule" value={at.rule.id} />
            <Field name="title" label={t('decided.title')} />
            <TextArea name="text" label={t('decided.text')} rows={5} />
            <TextArea name="because" label={t('decided.because')} rows={3} />
            {at.rule.kind === 'money' && (
              <Field
                name="amount"
                type="number"
                label={t('q.amount')}
                help={t('q.amount.help', { currency: page.city.currency })}
                value={page.query('amount')}
              />
            )}
            <FlagsField page={page} />
            <SubmitRow cancel={path}>
              <Button>{t('decided.do')}</Button>
            </SubmitRow>
          </Form>
        </Draft>
      </Stack>
    </Inside>
  );
}
