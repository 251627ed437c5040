import { lessonFor } from '../../../guide/lessons.ts';
import { type Block, isLeftOut, isToLeaveOut } from '../../../mechanisms/living-document/standing.ts';
import { ToldFields } from '../../../mechanisms/same-questions/views/steps.tsx';
import { differences } from '../../../platform/differences.ts';
import { marksOf } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import { emptyForm, type FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Partner } from '../../partnerships/store.ts';
import { isByWords } from '../actions/adopting.ts';
import { typedAnswers } from '../actions/word.ts';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { blockPath, LeaveOut, TextFrame, textPath, titleOf } from './parts.tsx';
import { Said } from './said.tsx';

type Props = {
  page: Page;
  text: Text;
  /** The partner whose word can be given here, and whether it is written down for it. */
  voice: { partner: Partner; recorded: boolean } | undefined;
  /** Sections that lack its word. */
  open: readonly Block[];
  /** Partners that the reader can write the word down for. */
  silent: readonly Partner[];
  /** How many comments on each section wait for somebody. */
  comments: ReadonlyMap<string, number>;
  form?: FormState;
};

/** What every partner says to each section, and the place to say it. */
export function AnswersPage({ page, text, voice, open, silent, comments, form }: Props) {
  const t = words(page.locale);
  const title = voice?.recorded ? t('answers.for', { partner: voice.partner.name }) : t('answers.title');
  const rest = text.standing.blocks.filter(
    (block) => block.latest && !open.includes(block) && !isLeftOut(block),
  );
  // What was said before is read above each field; the form begins empty, and knows of it all the same.
  const state = form?.theirs
    ? form
    : { ...emptyForm, ...form, stood: voice && marksOf(typedAnswers(open, voice.partner.id)) };
  const others = silent.filter(({ id }) => id !== voice?.partner.id);
  return (
    <TextFrame page={page} text={text} title={title} {...(form && { errors: form.errors })}>
      <Stack gap="12">
        <Intro
          title={title}
          lead={t(!voice ? 'answers.lead.reader' : voice.recorded ? 'answers.lead.for' : 'answers.lead')}
        />
        {!isByWords(text) && (
          <Notice>
            <p>{t('answers.decided')}</p>
            <p>
              <Link href={`${textPath(text)}/adoption`}>{t('aside.adoption')}</Link>
            </p>
          </Notice>
        )}
        {voice?.recorded && (
          <Notice>
            <p>{t('answers.recorded', { partner: voice.partner.name })}</p>
          </Notice>
        )}
        {voice && open.length > 0 && <LessonLine lesson={lessonFor('agree', page.locale)} />}
        {voice && open.length > 0 && (
          <Draft name={`answers-${text.document.id}-${voice.partner.id}`} reader={page.person?.id ?? ''}>
            <Form action={`${textPath(text)}/answers`} state={state}>
              <input type="hidden" name="partner" value={voice.recorded ? voice.partner.id : ''} />
              {voice.recorded && <ToldFields page={page} how="" on={null} />}
              {open.map((block) => (
                <Asked key={block.id} {...{ page, text, block, voice }} n={comments.get(block.id) ?? 0} />
              ))}
              <SubmitRow note={t(voice.recorded ? 'answers.later.for' : 'answers.later')}>
                <Button>
                  {voice.recorded
                    ? t('answers.do.recorded', { partner: voice.partner.name })
                    : t('answers.do')}
                </Button>
                <Link href={textPath(text)}>{t('back')}</Link>
              </SubmitRow>
            </Form>
          </Draft>
        )}
        {rest.length > 0 && (
          <Section title={t(voice && open.length > 0 ? 'answers.rest' : 'answers.all')} gap="6">
            {rest.map((block) => (
              <Section key={block.id} level={3} title={titleOf(block, page)} size="xs" gap="2">
                <Said page={page} text={text} block={block} />
              </Section>
            ))}
          </Section>
        )}
        {others.length > 0 && (
          <Section title={t('answers.silent')} size="xs">
            <ul>
              {others.map((partner) => (
                <li key={partner.id}>
                  <Link href={`${textPath(text)}/answers?partner=${partner.id}`}>
                    {t('answers.record', { partner: partner.name })}
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Stack>
    </TextFrame>
  );
}

type Voice = NonNullable<Props['voice']>;
type AskedProps = { page: Page; text: Text; block: Block; voice: Voice; n: number };

/** `n`: comments on it that wait for somebody. */
function Asked({ page, text, block, voice: { partner, recorded }, n }: AskedProps) {
  const t = words(page.locale);
  const { latest, agreed } = block;
  const lang = page.langOf(text.document.locale);
  const heading = titleOf(block, page);
  const out = isToLeaveOut(block);
  const ends = out ? '.out' : recorded ? '.for' : '';
  return (
    <Section title={<span lang={lang}>{heading}</span>} size="xs">
      {out ? (
        <LeaveOut page={page} text={text} block={block} />
      ) : agreed && agreed.number !== latest!.number ? (
        <Differences parts={differences(agreed.text, latest!.text)} lang={lang} />
      ) : (
        <p class="text written" lang={lang}>
          {latest!.text}
        </p>
      )}
      <Said page={page} text={text} block={block} />
      {n > 0 && (
        <p class="small">
          <Link href={blockPath(text, block)}>
            {t('way.talk', { n })}
            <span class="ds-sr-only">: {heading}</span>
          </Link>
        </p>
      )}
      <input type="hidden" name={`version-${block.id}`} value={latest!.number} data-kept="" />
      <Radios
        name={`answer-${block.id}`}
        label={
          recorded ? t('answers.say.for', { heading, partner: partner.name }) : t('answers.say', { heading })
        }
        options={[
          { value: 'yes', label: t(`answers.yes${ends}` as const) },
          { value: 'not-yet', label: t(out ? 'answers.not-yet.out' : 'answers.not-yet') },
          { value: '', label: t(recorded ? 'answers.open.for' : 'answers.open') },
        ]}
        value=""
      />
      <TextArea
        name={`reason-${block.id}`}
        label={t(out ? 'answers.reason.out' : 'answers.reason', { heading })}
        help={t(out ? 'answers.reason.out.help' : 'answers.reason.help')}
        rows={2}
      />
    </Section>
  );
}
