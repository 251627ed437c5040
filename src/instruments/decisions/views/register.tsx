import { findProcess } from '../../../mechanisms/decision/processes.ts';
import type { Entry, LivedDecision, RegisterAsked } from '../../../mechanisms/decision/store.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { processWords, resultWords, standsAs } from './parts.tsx';
import { promiseFact, type YearTally } from './promises.tsx';

type Promises = {
  promised: ReadonlyMap<string, number>;
  lived: readonly LivedDecision[];
  tallies: readonly YearTally[];
};

export type RegisterProps = {
  page: Page;
  path: string;
  asked: RegisterAsked & { q: string };
  over: Part<Entry>;
  choices: { years: number[]; ways: string[] };
  promises: Promises;
};

/** What is over, and what is looked for among it. */
export function Register({ page, path, asked, over, choices, promises }: RegisterProps) {
  const t = words(page.locale);
  const { q, way, outcome, year } = asked;
  const kept = Object.entries({ q, way, outcome, year: year && String(year) }).flatMap(([name, value]) =>
    value ? [[name, value] as [string, string]] : [],
  );
  const looks = kept.length > 0;
  const more = over.last && `${path}?${new URLSearchParams([...kept, ['after', over.last.id]])}`;
  return (
    <Section title={t('decided')}>
      {(looks || over.shown.length > 0) && (
        <More summary={t('register.search')} open={looks}>
          <search>
            <Form action={path} method="get">
              <Field name="q" label={t('register.words')} value={q} />
              <Select
                name="way"
                label={t('register.way')}
                value={way ?? ''}
                empty={t('register.any')}
                options={choices.ways.map((key) => ({
                  value: key,
                  label: processWords(page.locale, findProcess(key) ?? { key }, 'name'),
                }))}
              />
              <Select
                name="outcome"
                label={t('register.outcome')}
                value={outcome ?? ''}
                empty={t('register.any')}
                options={(['holds', 'not', 'open'] as const).map((value) => ({
                  value,
                  label: t(`register.outcome.${value}`),
                }))}
              />
              <Select
                name="year"
                label={t('register.year')}
                value={year ? String(year) : ''}
                empty={t('register.any')}
                options={choices.years.map((one) => ({ value: String(one), label: String(one) }))}
              />
              <SubmitRow>
                <Button variant="secondary">{t('register.find')}</Button>
                {looks && <Link href={path}>{t('register.all')}</Link>}
              </SubmitRow>
            </Form>
          </search>
        </More>
      )}
      {over.shown.length === 0 ? (
        <p class="text">{t(looks ? 'register.none' : 'decided.none')}</p>
      ) : (
        <Lines label={t('decided')}>
          {over.shown.map((one) => (
            <EntryLine key={one.id} page={page} path={path} one={one} promises={promises} />
          ))}
        </Lines>
      )}
      <Pager href={more} />
    </Section>
  );
}

type EntryProps = { page: Page; path: string; one: Entry; promises: Promises };

function EntryLine({ page, path, one, promises: { promised, lived } }: EntryProps) {
  const t = words(page.locale);
  const { outcome, replacedBy } = one;
  const otherwise = outcome ? outcome.sides.against + outcome.sides.blocks : 0;
  return (
    <Line
      href={`${path}/${one.id}`}
      title={one.title}
      lang={page.langOf(one.locale)}
      facts={[
        <State key="state" state={replacedBy ? 'none' : standsAs(outcome, one.holds)}>
          {replacedBy
            ? t('register.replaced.short')
            : outcome
              ? resultWords(page.locale, outcome, one)
              : t('counted-soon')}
        </State>,
        processWords(page.locale, one.process, 'name'),
        t('ended', { day: page.day(one.over) }),
        promiseFact(
          page.locale,
          promised.get(one.id),
          lived.find(({ decision }) => decision === one.id),
        ),
        otherwise > 0 && t('register.otherwise', { n: otherwise }),
        one.holds && !replacedBy && one.reviewOn && t('review', { day: page.day(one.reviewOn) }),
        one.position !== null && (
          <Link href={`${path}/${one.id}/proof`}>
            {t('register.proof', { n: one.position, print: one.hash!.slice(0, 8) })}
            <span class="ds-sr-only">: {one.title}</span>
          </Link>
        ),
      ]}
    >
      {one.chosen && (
        <p class="text">
          {t('register.chosen')} <span lang={page.langOf(one.locale)}>{one.chosen}</span>
        </p>
      )}
      {one.statement && (
        <p class="written text" lang={page.langOf(one.statementLocale!)}>
          {one.statement}
        </p>
      )}
      {replacedBy && (
        <p class="text">
          {t('register.replaced')}{' '}
          <Link href={`${path}/${replacedBy}`}>
            <span lang={page.langOf(one.replacedByLocale!)}>{one.replacedByTitle}</span>
          </Link>
        </p>
      )}
    </Line>
  );
}
