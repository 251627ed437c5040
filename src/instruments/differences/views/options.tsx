import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { weighsFor } from '../access.ts';
import { type Difference, inUse } from '../actions.ts';
import { words } from '../messages/index.ts';
import { cellOf, type Fit, fits, mostCriteria, mostOptions, sumOf } from '../rules.ts';
import type { Criterion, Option } from '../store.ts';
import type { Shown } from './difference.tsx';
import { nameOf, pathOf } from './parts.tsx';

/** What could be done, with what each would take; and what counts. */
export function OptionsAndCriteria({ page, difference, again }: Shown) {
  const t = words(page.locale);
  const { inside } = difference;
  const path = pathOf(difference);
  const options = inUse(difference.options);
  const criteria = inUse(difference.criteria);
  const signed = ({ byPartner, byName }: Option) =>
    [byName, byPartner && nameOf(difference, byPartner, page)].filter(Boolean).join(', ') || t('somebody');
  return (
    <>
      <Section title={t('options')} id="options">
        {options.length === 0 && <p class="quiet">{t('options.none')}</p>}
        <Lines label={t('options')}>
          {options.map((one) => (
            <Line
              key={one.id}
              title={one.text}
              lang={page.langOf(one.locale)}
              facts={[t('option.by', { by: signed(one) })]}
              end={
                inside.contributes &&
                !one.named && <Press page={page} to={`${path}/options/${one.id}/removal`} about={one.text} />
              }
            >
              {one.needs && (
                <p class="text">
                  {t('needs.reads')} <span lang={page.langOf(one.locale)}>{one.needs}</span>
                </p>
              )}
            </Line>
          ))}
        </Lines>
        {inside.contributes && options.length < mostOptions && (
          <More summary={t('option.add')} open={again?.form === 'option' || options.length < 2}>
            <Form action={`${path}/options`} state={again?.form === 'option' ? again.state : undefined}>
              <Field name="option" label={t('option')} help={t('option.help')} />
              <TextArea name="needs" label={t('needs')} help={t('needs.help')} rows={2} optional />
              <SubmitRow>
                <Button variant="secondary">{t('option.do')}</Button>
              </SubmitRow>
            </Form>
          </More>
        )}
        <TakenAway page={page} difference={difference} all={difference.options} at="options" />
      </Section>
      <Section title={t('criteria')} id="criteria">
        <p class="text">{t('criteria.about')}</p>
        <Lines label={t('criteria')}>
          {criteria.map((one) => (
            <Line
              key={one.id}
              title={one.text}
              lang={page.langOf(one.locale)}
              end={
                inside.contributes && (
                  <Press page={page} to={`${path}/criteria/${one.id}/removal`} about={one.text} />
                )
              }
            />
          ))}
        </Lines>
        {inside.contributes && criteria.length < mostCriteria && (
          <More summary={t('criterion.add')} open={again?.form === 'criterion' || criteria.length === 0}>
            <Form action={`${path}/criteria`} state={again?.form === 'criterion' ? again.state : undefined}>
              <Field name="criterion" label={t('criterion')} help={t('criterion.help')} />
              <SubmitRow>
                <Button variant="secondary">{t('criterion.do')}</Button>
              </SubmitRow>
            </Form>
          </More>
        )}
        <TakenAway page={page} difference={difference} all={difference.criteria} at="criteria" />
      </Section>
    </>
  );
}

function Press({ page, to, about }: { page: Page; to: string; about: string }) {
  const t = words(page.locale);
  return (
    <Form action={to}>
      <Button variant="tertiary" color="neutral" about={about}>
        {t(to.endsWith('/return') ? 'put-back' : 'take-away')}
      </Button>
    </Form>
  );
}

type AwayProps = {
  page: Page;
  difference: Difference;
  all: readonly (Option | Criterion)[];
  at: 'options' | 'criteria';
};

function TakenAway({ page, difference, all, at }: AwayProps) {
  const t = words(page.locale);
  const away = all.filter(({ removedAt }) => removedAt);
  if (!difference.inside.contributes || away.length === 0) return null;
  return (
    <More summary={t('taken-away', { n: away.length })}>
      <Lines>
        {away.map((one) => (
          <Line
            key={one.id}
            title={one.text}
            lang={page.langOf(one.locale)}
            end={<Press page={page} to={`${pathOf(difference)}/${at}/${one.id}/return`} about={one.text} />}
          />
        ))}
      </Lines>
    </More>
  );
}

/** How the options do by what counts, as all partners weigh them. Nothing is decided by it: it shows where to talk. */
export function Weighing({ page, difference, silent }: Shown) {
  const t = words(page.locale);
  const { inside, joined, weights } = difference;
  const options = inUse(difference.options);
  const criteria = inUse(difference.criteria);
  if (options.length === 0 || criteria.length === 0) return null;
  const path = `${pathOf(difference)}/weighing`;
  const own = weighsFor(inside);
  const others = inside.facilitates ? joined.filter(({ id }) => silent.has(id)) : [];
  const weighed = new Set(weights.map(({ partner }) => partner));
  const said = (cell: Record<Fit, number>) =>
    fits
      .toReversed()
      .filter((fit) => cell[fit] > 0)
      .map((fit) => t(`cell.${fit}`, { n: cell[fit] }))
      .join(', ') || '–';
  return (
    <Section title={t('weighing')} id="weighing">
      <p class="text">{t('weighing.about', { n: weighed.size, of: joined.length })}</p>
      <Table
        caption={t('weighing')}
        hideCaption
        columns={[
          { label: t('option'), cell: (one) => <span lang={page.langOf(one.locale)}>{one.text}</span> },
          ...criteria.map((criterion) => ({
            label: criterion.text,
            cell: (one: Option) => said(cellOf(weights, one.id, criterion.id)),
          })),
          {
            label: t('weighing.sum'),
            numeric: true,
            cell: (one: Option) => {
              const { points, of } = sumOf(weights, one.id);
              return of > 0 ? t('weighing.points', { points, of }) : '–';
            },
          },
        ]}
        rows={options}
      />
      <Row>
        {own && <Link href={path}>{t(weighed.has(own) ? 'weighing.again' : 'weighing.begin')}</Link>}
        {others.map(({ id, name }) => (
          <Link key={id} href={`${path}?partner=${id}`}>
            {t('weighing.for', { partner: name })}
          </Link>
        ))}
      </Row>
    </Section>
  );
}
