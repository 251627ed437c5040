import type { Mark } from '../../../mechanisms/sealed-round/marks.ts';
import { markKinds, type Question, quotedIn, sentencesOf } from '../../../mechanisms/sealed-round/rules.ts';
import { MarkSign } from '../../../ui/answers.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { chosenOf, useFormState } from '../../../ui/form-state.ts';
import { Heading } from '../../../ui/heading.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { isOwnMark } from '../actions.ts';
import { words } from '../messages/index.ts';
import { mostToTick } from '../rules.ts';
import { namesOf, type Opened } from './opened.ts';

/** What partners found in the answers to a question: shared and different, with who stands behind it. */
export function MarkList({ question, ...shown }: Opened & { question: Question }) {
  const { page, at, marks } = shown;
  const t = words(page.locale);
  const here = marks.filter((mark) => mark.question === question.key);
  const removed = here.filter((mark) => mark.removedAt && isOwnMark(at, page.person?.id, mark));
  return (
    <>
      {markKinds.map((kind) => {
        const found = here.filter((mark) => mark.kind === kind && !mark.removedAt);
        if (found.length === 0) return null;
        return (
          <div class="stack" data-gap="2" key={kind}>
            <Heading level={3} size="xs">
              {t(`marks.${kind}`)}
            </Heading>
            <ul class="lines">
              {found.map((mark) => (
                <OneMark key={mark.id} shown={shown} mark={mark} />
              ))}
            </ul>
          </div>
        );
      })}
      {removed.map((mark) => (
        <Form key={mark.id} action={`${baseOf(shown)}/${mark.id}/return`}>
          <div class="row">
            <span class="quiet">{t('mark.removed', { label: mark.label })}</span>
            <Button variant="tertiary" about={mark.label}>
              {t('mark.return')}
            </Button>
          </div>
        </Form>
      ))}
    </>
  );
}

function baseOf({ at: { round } }: Opened): string {
  return `/partnerships/${round.space}/rounds/${round.id}/marks`;
}

function OneMark({ shown, mark }: { shown: Opened; mark: Mark }) {
  const { page, at, form } = shown;
  const t = words(page.locale);
  const { inside } = at;
  const { mine } = inside;
  const own = isOwnMark(at, page.person?.id, mark);
  const quoted = [...quotedIn(mark)];
  const saysSo = mine !== undefined && mark.voices.includes(mine.id);
  const base = `${baseOf(shown)}/${mark.id}`;
  return (
    <li class="line">
      <div class="stack" data-gap="2">
        <p>
          <MarkSign sign={mark.sign} kind={mark.kind} /> <strong>{mark.label}</strong>
        </p>
        <p class="small quiet">
          {mark.byPartner
            ? t('mark.by', { who: namesOf(page, at, [mark.byPartner]) })
            : t('mark.by.facilitator')}
          {mark.voices.length > 0 && ` · ${t('mark.voices', { who: namesOf(page, at, mark.voices) })}`}
          {quoted.length > 0 &&
            ` · ${t('mark.quoted', { n: quoted.length, who: namesOf(page, at, quoted) })}`}
        </p>
        {inside.contributes && (mine || inside.facilitates) && (
          <div class="row">
            {mine && mark.byPartner !== mine.id && (
              <Form action={`${base}/voice`}>
                <input type="hidden" name="so" value={saysSo ? 'no' : 'yes'} />
                <Button variant="tertiary" about={mark.label}>
                  {t(saysSo ? 'voice.no' : 'voice.yes')}
                </Button>
              </Form>
            )}
            {own && (
              <Form action={`${base}/removal`}>
                <Button variant="tertiary" color="neutral" about={mark.label}>
                  {t('mark.remove')}
                </Button>
              </Form>
            )}
          </div>
        )}
        {inside.contributes && mark.kind === 'differs' && at.round.ready !== 'difference' && (
          <p class="on-screen">
            <Link href={`/partnerships/${at.round.space}/differences/new?mark=${mark.id}`}>
              {t('mark.difference')}
              <span class="ds-sr-only">: {mark.label}</span>
            </Link>
          </p>
        )}
        {inside.contributes &&
          (mine || inside.facilitates) &&
          (form === mark.id ? (
            <WordsForm shown={shown} mark={mark} />
          ) : (
            <p class="on-screen">
              <Link href={`/partnerships/${at.round.space}/rounds/${at.round.id}?words=${mark.id}#words`}>
                {t('passage.add')}
                <span class="ds-sr-only">: {mark.label}</span>
              </Link>
            </p>
          ))}
      </div>
    </li>
  );
}

/** More words for a mark that is there. One such form at a time: each offers all sentences. */
function WordsForm({ shown, mark }: { shown: Opened; mark: Mark }) {
  const { page, at, state } = shown;
  const t = words(page.locale);
  return (
    <Form action={`${baseOf(shown)}/${mark.id}/passages`} state={state}>
      <TextArea name="words" label={t('words.label')} help={t('words.help')} rows={2} optional />
      <Sentences {...shown} of={at.round.questions.filter(({ key }) => key === mark.question)} />
      <SubmitRow>
        <Button variant="secondary" about={mark.label}>
          {t('passage.do')}
        </Button>
      </SubmitRow>
    </Form>
  );
}

/** The sentences of all answers to some questions: on a phone a tick is easier than copying. */
function Sentences({ page, at, answers, of, id = '' }: Opened & { of: readonly Question[]; id?: string }) {
  const t = words(page.locale);
  const state = useFormState();
  if (answers.length > mostToTick) return null;
  const questions = of.filter(({ kind }) => kind === 'text');
  const offered = questions.flatMap((question) =>
    answers.map(({ partner, content, locale }) => ({
      key: `${id}${question.key}-${partner}`,
      label:
        questions.length > 1
          ? `${namesOf(page, at, [partner])}: ${question.text}`
          : namesOf(page, at, [partner]),
      lang: page.langOf(locale),
      sentences: sentencesOf(content[question.key] ?? '', locale),
    })),
  );
  return (
    <More summary={t('sentences')} open={Boolean(state && chosenOf(state, 'sentences')?.length)}>
      {offered
        .filter(({ sentences }) => sentences.length > 0)
        .map(({ key, label, lang, sentences }) => (
          <Checkboxes
            key={key}
            id={`sentences-${key}`}
            name="sentences"
            label={label}
            options={sentences.map((sentence) => ({
              value: sentence,
              label: sentence,
              ...(lang && { lang }),
            }))}
          />
        ))}
    </More>
  );
}

/** A new mark. Words are copied out of an answer; the house finds where they stand. */
export function MarkForm(shown: Opened) {
  const { page, at, state, form } = shown;
  const t = words(page.locale);
  const { questions } = at.round;
  return (
    <Form action={baseOf(shown)} state={form === 'mark' ? state : undefined}>
      <Radios
        name="kind"
        label={t('kind.label')}
        value="shared"
        options={markKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      {questions.length > 1 && (
        <Radios
          name="question"
          label={t('question.label')}
          value={questions[0]!.key}
          options={questions.map(({ key, text }) => ({ value: key, label: text }))}
        />
      )}
      <Field name="label" label={t('label.label')} help={t('label.help')} />
      <TextArea
        // Another form of the page may have a field of this name, which the summary then leads to.
        id={form === undefined || form === 'mark' ? 'words' : 'words-new'}
        name="words"
        label={t('words.label')}
        help={t('words.help')}
        rows={2}
        optional
      />
      <Sentences {...shown} of={questions} id="new-" />
      <SubmitRow>
        <Button variant="secondary">{t('mark.do')}</Button>
      </SubmitRow>
    </Form>
  );
}
