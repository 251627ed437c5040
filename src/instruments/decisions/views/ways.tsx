import { words as said } from '../../../mechanisms/decision/messages/index.ts';
import {
  type ChooserAnswers,
  type ChooserQuestion,
  chooserAnswers,
  type Process,
} from '../../../mechanisms/decision/process.ts';
import { proposeProcesses } from '../../../mechanisms/decision/processes.ts';
import { keyOf } from '../../../mechanisms/decision/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Hearing } from '../../partnerships/actions/hearing.ts';
import { words } from '../messages/index.ts';
import { pathOf, processWords } from './parts.tsx';

const questions = Object.keys(chooserAnswers) as ChooserQuestion[];

/** The answers in an address, if all four are there. */
function answersIn(page: Page): ChooserAnswers | undefined {
  const read = questions.map((question) => {
    const answer = page.query(question);
    return [question, (chooserAnswers[question] as readonly string[]).includes(answer) ? answer : undefined];
  });
  return read.every(([, answer]) => answer) ? (Object.fromEntries(read) as ChooserAnswers) : undefined;
}

const given = (page: Page) =>
  Object.fromEntries(questions.map((question) => [question, page.query(question)]));

/** Four questions that propose a way to decide, and all of them to choose from. */
export function WaysPage({ page, at, all }: { page: Page; at: Hearing; all: readonly Process[] }) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const path = pathOf(partnership.id);
  const answers = answersIn(page);
  const missing = page.query('asked') && !answers ? questions.filter((one) => !page.query(one)) : [];
  const errors = Object.fromEntries(
    missing.map((question) => [
      question,
      t('ways.wanted', { question: said(page.locale)(`ways.${question}`) }),
    ]),
  );
  return (
    <Inside
      frame={page.frame}
      title={t('ways.title')}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      errors={errors}
    >
      <Stack gap="12">
        <Intro title={t('ways.title')} lead={t('ways.lead')} />
        {answers && <Proposed page={page} path={path} answers={answers} all={all} />}
        <Form action={`${path}/ways`} method="get" state={{ values: given(page), errors }}>
          <input type="hidden" name="asked" value="yes" />
          {questions.map((question) => (
            <Radios
              key={question}
              name={question}
              label={said(page.locale)(`ways.${question}`)}
              options={chooserAnswers[question].map((value) => ({
                value,
                label: said(page.locale)(`ways.${question}.${value}` as 'ways.aim.agree'),
              }))}
            />
          ))}
          <SubmitRow cancel={path}>
            <Button variant={answers ? 'secondary' : 'primary'}>{t('ways.show')}</Button>
          </SubmitRow>
        </Form>
        <More summary={t('ways.all')}>
          <Lines label={t('ways.all')}>
            {all.map((process) => (
              <Way key={keyOf(process)} page={page} path={path} process={process} level={2} />
            ))}
          </Lines>
        </More>
      </Stack>
    </Inside>
  );
}

type ProposedProps = { page: Page; path: string; answers: ChooserAnswers; all: readonly Process[] };

function Proposed({ page, path, answers, all }: ProposedProps) {
  const t = words(page.locale);
  const [best, ...others] = proposeProcesses(answers, all);
  if (!best) return null;
  const listed = new Intl.ListFormat(page.locale, { type: 'conjunction' });
  const unfitWords = (unfit: readonly ChooserQuestion[]) =>
    unfit.length > 0 &&
    t('ways.unfit', { what: listed.format(unfit.map((question) => t(`ways.unfit.${question}`))) });
  return (
    <>
      <NextPanel
        for="all"
        title={t('ways.best', { name: processWords(page.locale, best.process, 'name') })}
        action={<ButtonLink href={`${path}/new?way=${keyOf(best.process)}`}>{t('ways.take')}</ButtonLink>}
        note={unfitWords(best.unfit)}
      >
        <Stack gap="2">
          <p class="text">{processWords(page.locale, best.process, 'about')}</p>
          <Fitting page={page} process={best.process} />
        </Stack>
      </NextPanel>
      {others.length > 0 && (
        <Section title={t('ways.also')}>
          <Lines label={t('ways.also')}>
            {others.map(({ process, unfit }) => (
              <Way key={keyOf(process)} page={page} path={path} process={process} fact={unfitWords(unfit)} />
            ))}
          </Lines>
        </Section>
      )}
    </>
  );
}

type WayProps = { page: Page; path: string; process: Process; fact?: string | false; level?: 2 | 3 };

function Way({ page, path, process, fact, level = 3 }: WayProps) {
  return (
    <Line
      href={`${path}/new?way=${keyOf(process)}`}
      title={processWords(page.locale, process, 'name')}
      facts={[fact]}
      level={level}
    >
      <p class="text">{processWords(page.locale, process, 'about')}</p>
      <Fitting page={page} process={process} />
    </Line>
  );
}

/** When it fits and when it does not, in plain words. */
function Fitting({ page, process }: { page: Page; process: Process }) {
  const t = words(page.locale);
  return (
    <>
      <p class="text">
        <strong>{t('ways.fits')}</strong> {processWords(page.locale, process, 'fits')}
      </p>
      <p class="text">
        <strong>{t('ways.not')}</strong> {processWords(page.locale, process, 'not')}
      </p>
    </>
  );
}
