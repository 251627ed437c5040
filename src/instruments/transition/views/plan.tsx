import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { exampleDay } from '../../../platform/i18n/dates.ts';
import { addDays, dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { DayLine } from '../../../ui/day-line.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Letter } from '../../../ui/letter.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import type { Owners } from '../../to-dos/actions.ts';
import { words } from '../messages/index.ts';
import { placed } from '../rules.ts';
import type { Milestone } from '../store.ts';
import { OwnerSelect } from './owner-select.tsx';
import { ownerWords, pathOf, planOf, type Sent, standingWords, stateFor } from './parts.tsx';

type Texts = readonly { id: string; title: string; agreedAt: Date | null }[];
type Props = {
  page: Page;
  inside: Inside;
  plan: Part<Milestone>;
  owners: Owners;
  /** What the plan became as a text, the latest first. */
  texts: Texts;
  sent?: Sent<'new' | 'other'> | undefined;
};

/** Days ahead that the example in the form lies: about when a first milestone is due. */
const soon = 60;

/** Milestones in the order of their days, as a picture and as a table. */
export function PlanPage({ page, inside, plan, owners, texts, sent }: Props) {
  const t = words(page.locale);
  const { partnership, contributes } = inside;
  const path = planOf(partnership.id);
  const example = exampleDay(addDays(dayOf(page.now, page.city.timeZone), soon), page.locale);
  return (
    <InsidePage
      frame={page.frame}
      title={t('plan')}
      partnership={partnership}
      above={[{ href: pathOf(partnership.id), label: t('title') }]}
      {...(sent && { errors: sent.state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('plan')} lead={t('plan.lead')} />
        {plan.shown.length === 0 ? (
          <Empty title={t('plan.empty')}>{t(contributes ? 'plan.empty.next' : 'plan.empty.look')}</Empty>
        ) : (
          <Drawn page={page} plan={plan.shown} path={path} />
        )}
        <Pager href={plan.last && `${path}?after=${plan.last.id}`} />
        {plan.shown.length > 0 && (
          <div class="row on-screen">
            <Link href={`${path}/sheet`}>{t('sheet.link')}</Link>
          </div>
        )}
        {contributes && (
          <Section title={t('new')}>
            <Draft name={`milestone-${partnership.id}`} reader={page.person?.id ?? ''}>
              <Form action={path} state={stateFor(sent, 'new')}>
                <Field name="what" label={t('what')} help={t('what.help')} />
                <Field name="due" type="date" label={t('due')} help={t('due.help', { example })} />
                <OwnerSelect page={page} owners={owners} label={t('owner')} />
                <TextArea name="known" label={t('known')} help={t('known.help')} rows={2} />
                <SubmitRow>
                  <Button>{t('add')}</Button>
                </SubmitRow>
              </Form>
            </Draft>
          </Section>
        )}
        {(texts.length > 0 || (contributes && plan.shown.length > 0)) && (
          <AsText page={page} inside={inside} texts={texts} hasPlan={plan.shown.length > 0} />
        )}
      </Stack>
    </InsidePage>
  );
}

function AsText({
  page,
  inside,
  texts,
  hasPlan,
}: Pick<Props, 'page' | 'inside' | 'texts'> & { hasPlan: boolean }) {
  const t = words(page.locale);
  const { id, locale } = inside.partnership;
  return (
    <Section title={t('text')}>
      <p class="text">{t('text.about')}</p>
      {texts.length > 0 && (
        <Lines label={t('text')}>
          {texts.map((one) => (
            <Line
              key={one.id}
              href={`/partnerships/${id}/texts/${one.id}`}
              title={one.title}
              lang={page.langOf(locale)}
              facts={[one.agreedAt ? t('text.agreed', { day: page.day(one.agreedAt) }) : t('text.open')]}
            />
          ))}
        </Lines>
      )}
      {inside.contributes && hasPlan && (
        <Form action={`${planOf(id)}/text`}>
          <Button variant="secondary">{t(texts.length > 0 ? 'text.again' : 'text.do')}</Button>
        </Form>
      )}
    </Section>
  );
}

/** The line and the table that says the same. */
function Drawn({ page, plan, path }: { page: Page; plan: readonly Milestone[]; path?: string }) {
  const t = words(page.locale);
  const today = dayOf(page.now, page.city.timeZone);
  const line = placed(
    plan.map(({ due }) => due),
    today,
  );
  const marks = plan.map(({ settledAs, due }, n) => ({
    ...line.marks[n]!,
    sign: String(n + 1),
    state:
      settledAs === 'reached'
        ? ('done' as const)
        : settledAs
          ? ('off' as const)
          : due < today
            ? ('late' as const)
            : ('open' as const),
  }));
  const rows = plan.map((milestone, n) => ({ milestone, n: n + 1 }));
  type Row = (typeof rows)[number];
  return (
    <figure class="stack" data-gap="6">
      <DayLine marks={marks} today={line.today} label={t('today')} />
      <Table
        caption={t('plan')}
        hideCaption
        columns={[
          {
            label: t('table.what'),
            cell: ({ milestone: one, n }: Row) => (
              <>
                {n}.{' '}
                {path ? (
                  <a class="ds-link" href={`${path}/${one.id}`} lang={page.langOf(one.locale)}>
                    {one.what}
                  </a>
                ) : (
                  <span lang={page.langOf(one.locale)}>{one.what}</span>
                )}
              </>
            ),
          },
          {
            label: t('table.due'),
            short: true,
            cell: ({ milestone: one }: Row) =>
              one.firstDue
                ? t('due.moved', { day: page.day(one.due), was: page.day(one.firstDue) })
                : page.day(one.due),
          },
          { label: t('table.owner'), cell: ({ milestone: one }: Row) => ownerWords(page, one) },
          {
            label: t('table.known'),
            cell: ({ milestone: one }: Row) => <span lang={page.langOf(one.locale)}>{one.knownBy}</span>,
          },
          {
            label: t('table.steps'),
            short: true,
            cell: ({ milestone: one }: Row) =>
              one.steps === 0 ? t('steps.none') : t('steps.count', { n: one.done, of: one.steps }),
          },
          { label: t('table.standing'), cell: ({ milestone: one }: Row) => standingWords(page, one, today) },
        ]}
        rows={rows}
      />
    </figure>
  );
}

/** The plan as a sheet for paper. */
export function PlanSheetPage({ page, inside, plan }: Pick<Props, 'page' | 'inside' | 'plan'>) {
  const t = words(page.locale);
  const { partnership } = inside;
  return (
    <InsidePage
      frame={page.frame}
      title={t('plan')}
      here={t('sheet.link')}
      partnership={partnership}
      above={[
        { href: pathOf(partnership.id), label: t('title') },
        { href: planOf(partnership.id), label: t('plan') },
      ]}
    >
      <Stack gap="6">
        <Letter
          head={<span lang={page.langOf(partnership.locale)}>{partnership.name}</span>}
          foot={<p>{t('sheet.foot', { day: page.day(page.now) })}</p>}
        >
          <Heading level={1}>{t('plan')}</Heading>
          {plan.shown.length === 0 ? <p>{t('plan.empty')}</p> : <Drawn page={page} plan={plan.shown} />}
        </Letter>
        <PrintButton />
      </Stack>
    </InsidePage>
  );
}
