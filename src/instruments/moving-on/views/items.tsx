import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { exampleAhead } from '../../../platform/i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import type { Partner } from '../../partnerships/store.ts';
import { words } from '../messages/index.ts';
import { itemKinds, stateOf } from '../rules.ts';
import type { Item } from '../store.ts';
import { frameBelow, pathOf, standingOf } from './parts.tsx';

type Props = {
  page: Page;
  at: Hearing;
  items: Part<Item>;
  /** How many open to-dos are on no list. */
  loose: number;
  sent?: { form: 'new' | 'other'; state: FormState } | undefined;
};

/** What is owed, which data there are, what is owned together; and what becomes of each. */
export function ItemsPage({ page, at, items, loose, sent }: Props) {
  const t = words(page.locale);
  const { partnership, contributes } = at.inside;
  const path = `${pathOf(partnership.id)}/items`;
  const { shown } = items;
  return (
    <InsidePage {...frameBelow(page, partnership, t('items'), sent?.state.errors)}>
      <Stack gap="12">
        <Intro title={t('items')} lead={t('items.about')} />
        {contributes && loose > 0 && (
          <NextPanel
            for="all"
            title={t('to-dos.title', { n: loose })}
            action={
              <Form action={`${path}/to-dos`}>
                <Button variant="secondary">{t('to-dos.do')}</Button>
              </Form>
            }
          >
            {t('to-dos.about')}
          </NextPanel>
        )}
        {shown.length === 0 && (
          <Empty title={t('items.empty')}>{t(contributes ? 'items.empty.next' : 'items.empty.look')}</Empty>
        )}
        {shown.length > 0 &&
          itemKinds.map((kind) => (
            <Kind key={kind} page={page} kind={kind} items={shown} {...(contributes && { path })} />
          ))}
        <Pager href={items.last && `${path}?after=${items.last.id}`} />
        {contributes && (
          <Section title={t('new')}>
            <Form action={path} state={sent?.form === 'new' ? sent.state : undefined}>
              <Radios
                name="kind"
                label={t('kind')}
                options={itemKinds.map((value) => ({
                  value,
                  label: t(`kind.${value}.one`),
                  help: t(`kind.${value}.help`),
                }))}
              />
              <ItemFields page={page} partners={at.joined} />
              <SubmitRow>
                <Button>{t('add')}</Button>
              </SubmitRow>
            </Form>
          </Section>
        )}
      </Stack>
    </InsidePage>
  );
}

export function ItemFields({ page, partners }: { page: Page; partners: readonly Partner[] }) {
  const t = words(page.locale);
  return (
    <>
      <TextArea name="what" label={t('what')} help={t('what.help')} rows={2} />
      <Field name="whom" label={t('whom')} help={t('whom.help')} optional />
      <Field
        name="until"
        type="date"
        label={t('until')}
        help={t('until.help', { example: exampleAhead(page) })}
        optional
      />
      <Select
        name="taker"
        label={t('taker')}
        help={t('taker.help')}
        empty={t('taker.none')}
        optional
        options={partners.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}

type KindProps = {
  page: Page;
  kind: (typeof itemKinds)[number];
  items: readonly Item[];
  /** Where something can be done about them. */
  path?: string;
  level?: 3;
};

/** All of one kind, each with where it stands. */
export function Kind({ page, kind, items, path, level }: KindProps) {
  const t = words(page.locale);
  const own = items.filter((item) => item.kind === kind);
  return (
    <Section title={t(`kind.${kind}`)} {...(level && { level })}>
      {own.length === 0 ? (
        <p class="quiet">{t(`kind.${kind}.none`)}</p>
      ) : (
        <Lines label={t(`kind.${kind}`)}>
          {own.map((item) => (
            <Line
              key={item.id}
              title={item.what}
              lang={page.langOf(item.locale)}
              {...(path && { href: `${path}/${item.id}` })}
              {...(level && { level: 4 })}
              facts={[
                <State key="state" state={dotOf(item)}>
                  {standingOf(page, item)}
                </State>,
                item.whom && <span lang={page.langOf(item.locale)}>{item.whom}</span>,
                item.until && t('until.fact', { day: page.day(item.until) }),
              ]}
            >
              {stateOf(item) === 'open' && (
                <p class="written text" lang={page.langOf(item.said!)}>
                  {item.reason}
                </p>
              )}
            </Line>
          ))}
        </Lines>
      )}
    </Section>
  );
}

const dots = { settled: 'agreed', open: 'revisit', waits: 'begun', nobody: 'none' } as const;

export const dotOf = (item: Item) => dots[stateOf(item)];
