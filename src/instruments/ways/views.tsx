import { type Changes, isHalf, shares } from '../../mechanisms/decision/adapting.ts';
import { words as said } from '../../mechanisms/decision/messages/index.ts';
import { chooserAnswers, type Process } from '../../mechanisms/decision/process.ts';
import { findProcess } from '../../mechanisms/decision/processes.ts';
import { type KeptWay, processOf } from '../../mechanisms/decision/store.ts';
import { processWords, stanceWords } from '../../mechanisms/decision/words.ts';
import type { Page } from '../../platform/http/page.ts';
import { Button } from '../../ui/button.tsx';
import { Checkboxes } from '../../ui/checkboxes.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { FormPage } from '../../ui/form-page.tsx';
import type { FormState } from '../../ui/form-state.ts';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { Line, Lines } from '../../ui/lines.tsx';
import { LocalisedFields } from '../../ui/localised-fields.tsx';
import { Radios } from '../../ui/radios.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { Stack } from '../../ui/stack.tsx';
import { words } from './messages/index.ts';
import { questions, shareKey, typedWay } from './rules.ts';

const home = '/settings/ways';
const settings = (page: Page) => ({ href: '/settings', label: words(page.locale)('settings') });

type WaysProps = { page: Page; own: readonly KeptWay[]; house: readonly Process[] };

/** The city's own ways to decide, and those of the house that a copy can be made of. */
export function WaysPage({ page, own, house }: WaysProps) {
  const t = words(page.locale);
  const inUse = own.filter(({ retiredAt }) => !retiredAt);
  const retired = own.filter(({ retiredAt }) => retiredAt);
  const line = (way: KeptWay) => <OwnLine key={way.id} page={page} way={way} />;
  return (
    <Layout
      frame={page.frame}
      title={t('title')}
      size="sm"
      crumbs={[settings(page), { href: home, label: t('title') }]}
      hidden
    >
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        <Section title={t('own')}>
          {inUse.length > 0 ? (
            <Lines label={t('own')}>{inUse.map(line)}</Lines>
          ) : (
            <Empty title={t('own.none')}>{t('own.none.about')}</Empty>
          )}
        </Section>
        {retired.length > 0 && (
          <Section title={t('retired')}>
            <Lines label={t('retired')}>{retired.map(line)}</Lines>
          </Section>
        )}
        <Section title={t('house')}>
          <Lines label={t('house')}>
            {house.map((process) => (
              <Line
                key={process.key}
                href={`${home}/new?from=${process.key}`}
                title={t('copy', { name: processWords(page.locale, process, 'name') })}
              >
                {processWords(page.locale, process, 'about')}
              </Line>
            ))}
          </Lines>
        </Section>
      </Stack>
    </Layout>
  );
}

function OwnLine({ page, way }: { page: Page; way: KeptWay }) {
  const t = words(page.locale);
  const base = findProcess(way.base);
  const process = processOf(way);
  if (!base || !process) return null;
  return (
    <Line
      href={`${home}/${way.id}/edit`}
      title={processWords(page.locale, process, 'name')}
      facts={[
        t('from', { name: processWords(page.locale, base, 'name') }),
        ...changed(page, base, way.changes),
      ]}
      end={
        <Form action={`${home}/${way.id}/${way.retiredAt ? 'return' : 'retirement'}`}>
          <Button variant="tertiary">
            {t(way.retiredAt ? 'return' : 'retire')}
            <span class="ds-sr-only"> {processWords(page.locale, process, 'name')}</span>
          </Button>
        </Form>
      }
    >
      {processWords(page.locale, process, 'about')}
    </Line>
  );
}

/** What is otherwise than in the house, each in a few words. */
function changed(page: Page, base: Process, changes: Changes): string[] {
  const t = words(page.locale);
  const { days, results, share, without = [], fits } = changes;
  return [
    days && t('changed.days', { days, was: base.days }),
    results && t('changed.results', { results: said(page.locale)(`results.${results}`) }),
    share && shareWords(page, share),
    ...without.map((stance) => t('changed.without', { stance: stanceWords(page.locale, base, stance) })),
    fits && t('changed.fits'),
  ].filter((one) => typeof one === 'string');
}

const shareWords = (page: Page, share: (typeof shares)[number]) =>
  words(page.locale)(isHalf(share) ? 'share.half' : 'share.of', { of: share.of, in: share.in });

type WayProps = { page: Page; base: Process; way?: KeptWay; form: FormState | undefined };

/** A copy of a process with what a city may change of it. */
export function WayPage({ page, base, way, form }: WayProps) {
  const t = words(page.locale);
  const name = processWords(page.locale, base, 'name');
  const title = way ? processWords(page.locale, processOf(way) ?? base, 'name') : t('new.title', { name });
  const { ballot, settled } = base;
  return (
    <FormPage
      frame={page.frame}
      title={title}
      lead={way ? t('edit.lead', { name }) : t('new.lead')}
      crumbs={[settings(page), { href: home, label: t('title') }, { label: title }]}
      action={way ? `${home}/${way.id}/edit` : home}
      form={form}
      stands={typedWay(base, way ?? { changes: {} }, page.languages)}
      button={t(way ? 'save' : 'add')}
      cancel={home}
    >
      {!way && <input type="hidden" name="from" value={base.key} />}
      <LocalisedFields name="name" label={t('name')} help={t('name.help')} />
      <Field name="days" type="number" label={t('days')} width="short" />
      <Radios
        name="results"
        label={t('results')}
        options={(['open', 'voted', 'closed'] as const).map((value) => ({
          value,
          label: said(page.locale)(`results.${value}`),
        }))}
      />
      {settled.by === 'share' && (
        <Select
          name="share"
          label={t('share')}
          options={shares.map((share) => ({ value: shareKey(share), label: shareWords(page, share) }))}
        />
      )}
      {ballot.kind === 'score' && <Field name="to" type="number" label={t('to')} width="short" />}
      {ballot.kind === 'dots' && <Field name="dots" type="number" label={t('dots')} width="short" />}
      {ballot.kind === 'stance' && (
        <Checkboxes
          name="stances"
          label={t('stances')}
          help={t('stances.help')}
          options={ballot.stances.map(({ key }) => ({
            value: key,
            label: stanceWords(page.locale, base, key),
          }))}
        />
      )}
      <LocalisedFields
        name="fits"
        label={t('fits')}
        help={t('words.help', { words: processWords(page.locale, base, 'fits') })}
        rows={2}
        optional
      />
      <LocalisedFields
        name="not"
        label={t('not')}
        help={t('words.help', { words: processWords(page.locale, base, 'not') })}
        rows={2}
        optional
      />
      {questions.map((question) => (
        <Checkboxes
          key={question}
          name={question}
          label={said(page.locale)(`ways.${question}`)}
          help={t('answers.help')}
          options={chooserAnswers[question].map((value) => ({
            value,
            label: said(page.locale)(`ways.${question}.${value}` as 'ways.aim.agree'),
          }))}
        />
      ))}
    </FormPage>
  );
}
