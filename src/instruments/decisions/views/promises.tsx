import type { Process } from '../../../mechanisms/decision/process.ts';
import {
  gapOf,
  gapSign,
  levelAt,
  levels,
  type Mean,
  mayPromise,
  promisedOf,
  ratingDays,
  type Tally as TallyOf,
  tallyOf,
  usualLevel,
} from '../../../mechanisms/decision/promise.ts';
import type { LivedDecision } from '../../../mechanisms/decision/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { addDays, dayOf } from '../../../platform/working-days.ts';
import { Bars } from '../../../ui/bars.tsx';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { DecisionFrame } from './frame.tsx';
import { pathOf, whoWords } from './parts.tsx';

type Props = { page: Page; at: DecisionView };

const levelWords = (locale: Locale, number: number) => words(locale)(`level.${levelAt(number)}`);

function meanWords(locale: Locale, mean: number): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(mean);
}

/** What is promised to those who are concerned, when something is put up or later. */
function LevelRadios({ page, value }: { page: Page; value?: string | undefined }) {
  const t = words(page.locale);
  return (
    <Radios
      name="promise"
      label={t('promise')}
      help={t('promise.help')}
      value={value}
      options={levels.map((level) => ({
        value: level,
        label: t(`level.${level}`),
        help: t(`level.${level}.promise`),
      }))}
    />
  );
}

export function PromiseField({ page, process }: { page: Page; process: Process }) {
  return mayPromise(process) ? <LevelRadios page={page} value={usualLevel(process)} /> : null;
}

/** What is promised, all along; how that has changed, and what came of it. */
export function Promised({ page, at }: Props) {
  const t = words(page.locale);
  const { promises, lived } = at.promise;
  const last = promises.at(-1);
  const { settledAt, withdrawnAt } = at.decision;
  const changes = promises.flatMap((one, n) =>
    one.because ? [{ ...one, was: promises[n - 1]?.level }] : [],
  );
  const mayChange = at.steers && at.going && mayPromise(at.decision.process);
  if (!last && !mayChange) return null;
  return (
    <Section title={t('tally')}>
      {last && (
        <p class="text">
          {t('promise.said')} <strong>{levelWords(page.locale, last.level)}.</strong>{' '}
          {t(`level.${levelAt(last.level)}.promise`)}
        </p>
      )}
      {changes.map((one) => (
        <p class="text" key={one.id}>
          {t('promise.changed', {
            ...{ who: whoWords(page, one.byName), day: page.day(one.at) },
            was: one.was ? levelWords(page.locale, one.was) : t('promise.first'),
            level: levelWords(page.locale, one.level),
          })}
          {'. '}
          <span lang={page.langOf(one.locale)}>{one.because}</span>
        </p>
      ))}
      {mayChange && (
        <p>
          <Link href={`${pathOf(at.inside.partnership.id)}/${at.decision.id}/promise`}>
            {t('promise.change')}
          </Link>
        </p>
      )}
      {lived && <Lived page={page} lived={lived} />}
      {last && settledAt && !withdrawnAt && !lived && !at.promise.rates && !at.fallbacks.of?.leadsTo && (
        <p class="text">{t('lived.soon', { day: lastDay(page, settledAt) })}</p>
      )}
    </Section>
  );
}

const lastDay = (page: Page, settledAt: Date) =>
  page.day(addDays(dayOf(settledAt, page.city.timeZone), ratingDays));

function Lived({ page, lived: { answers, counts, lived, promised } }: { page: Page; lived: LivedDecision }) {
  const t = words(page.locale);
  if (!lived) return <p class="text">{t('lived.few', { n: answers })}</p>;
  const mean = meanWords(page.locale, lived.sum / lived.of);
  return (
    <>
      <p class="text">
        {t('lived.said')} <strong>{levelWords(page.locale, lived.sum / lived.of)}</strong> (
        {counts ? t('lived.mean', { mean, n: answers }) : t('lived.middle', { n: answers })}).{' '}
        {t(`lived.${gapSign(gapOf(promised, lived))}`)}
      </p>
      {counts && (
        <Bars
          caption={t('lived.counts')}
          what={t('lived.level')}
          unit={t('lived.answers')}
          rows={levels.map((level, n) => ({ label: t(`level.${level}`), value: counts[n] ?? 0 }))}
        />
      )}
    </>
  );
}

/** How it was for the reader: one tap, that can be changed until it is counted. */
export function Rating({ page, at }: Props) {
  const t = words(page.locale);
  const { rates, rating } = at.promise;
  const { settledAt, id } = at.decision;
  if (!rates || !settledAt) return null;
  return (
    <Section title={t('rate')}>
      <p class="text">{t('rate.lead', { day: lastDay(page, settledAt) })}</p>
      {rating !== null && <p class="text">{t('rate.yours', { level: t(`rate.${levelAt(rating)}`) })}</p>}
      <Form action={`${pathOf(at.inside.partnership.id)}/${id}/experience`}>
        <Row>
          {levels.map((level) => (
            <Button key={level} variant="secondary" name="level" value={level}>
              {t(`rate.${level}`)}
            </Button>
          ))}
        </Row>
      </Form>
    </Section>
  );
}

/** In one line of the register: what was promised, and how it was. */
export function promiseFact(
  locale: Locale,
  promised: number | undefined,
  lived: { promised: number; lived: Mean | undefined } | undefined,
): string | undefined {
  const t = words(locale);
  if (promised === undefined) return undefined;
  if (!lived?.lived) return t('promise.short', { promised: levelWords(locale, promised) });
  const mean = lived.lived.sum / lived.lived.of;
  return t('lived.short', { promised: levelWords(locale, lived.promised), lived: levelWords(locale, mean) });
}

export type YearTally = TallyOf & { year: number };

/** What was promised and lived in all decisions of the partnership, and by year where there are several. */
export function Tally({ page, years }: { page: Page; years: readonly YearTally[] }) {
  const t = words(page.locale);
  const tally = tallyOf(years);
  if (!tally) return null;
  const mean = (number: number) => meanWords(page.locale, number);
  return (
    <Section title={t('tally')}>
      <p class="text">
        {t('tally.said', { promised: mean(tally.promised), lived: mean(tally.lived), n: tally.n })}{' '}
        {t('tally.scale')}
      </p>
      {years.length > 1 && (
        <Table
          caption={t('tally')}
          columns={[
            { label: t('tally.year'), cell: ({ year }) => String(year) },
            { label: t('tally.promised'), cell: ({ promised }) => mean(promised), numeric: true },
            { label: t('tally.lived'), cell: ({ lived }) => mean(lived), numeric: true },
            { label: t('tally.n'), cell: ({ n }) => n, numeric: true },
          ]}
          rows={years}
        />
      )}
    </Section>
  );
}

/** Promising something else, with the reason. */
export function PromisePage({ page, at, state }: Props & { state: FormState | undefined }) {
  const t = words(page.locale);
  const promised = promisedOf(at.promise.promises.slice(-1));
  return (
    <DecisionFrame page={page} at={at} title={t('promise.title')} state={state}>
      {(path) => (
        <Stack gap="12">
          <Intro title={t('promise.title')} lead={t('promise.lead')} />
          <Form action={`${path}/promise`} state={state}>
            <LevelRadios page={page} value={promised ? levelAt(promised) : undefined} />
            <TextArea name="because" label={t('promise.because')} rows={3} />
            <SubmitRow cancel={path}>
              <Button>{t('promise.do')}</Button>
            </SubmitRow>
          </Form>
        </Stack>
      )}
    </DecisionFrame>
  );
}
