import { isGoing } from '../../../mechanisms/decision/stages.ts';
import type { Meanwhile } from '../../../mechanisms/living-document/actions.ts';
import { type Block, headingOf } from '../../../mechanisms/living-document/standing.ts';
import type { Comment } from '../../../mechanisms/living-document/store.ts';
import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { askedAbout } from '../actions/adopting.ts';
import { isLeftOutByAll, type Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { isAbout, type OpenedRound } from '../rounds.ts';
import { askedIn, blockPath, signature, TextFrame, textPath, titleOf } from './parts.tsx';

type Earlier = { number: number; heading: string; text: string };

type Props = {
  page: Page;
  text: Text;
  /** Absent: a new section. */
  block?: Block;
  /** What is talked about at this section, for reading beside. */
  comments?: readonly Comment[];
  round?: OpenedRound | undefined;
  /** An earlier version, to begin from its words. */
  earlier?: Earlier | undefined;
  meanwhile?: Meanwhile | undefined;
  form?: FormState;
};

/** Writing a section. What others wrote meanwhile is shown, and never written over. */
export function EditPage(props: Props) {
  const { page, text, block, earlier, meanwhile, form } = props;
  const t = words(page.locale);
  const title = block ? t('edit.title', { heading: titleOf(block, page) }) : t('edit.new');
  return (
    <TextFrame
      page={page}
      text={text}
      title={title}
      {...(block && { about: titleOf(block, page) })}
      {...(form && { errors: form.errors })}
    >
      <Stack gap="6">
        <Intro
          title={title}
          lead={
            block && askedIn(block) && <span lang={page.langOf(text.document.locale)}>{askedIn(block)}</span>
          }
        />
        <Split aside={<Beside {...props} />}>
          <Stack gap="6">
            {meanwhile && <WhatHappened page={page} text={text} meanwhile={meanwhile} />}
            {earlier && (
              <Notice>
                <p>{t('edit.earlier', { n: earlier.number })}</p>
              </Notice>
            )}
            <Writing {...props} />
            {block && <Leaving page={page} text={text} block={block} />}
          </Stack>
        </Split>
      </Stack>
    </TextFrame>
  );
}

function Writing({ page, text, block, earlier, form }: Props) {
  const t = words(page.locale);
  const lang = page.langOf(text.document.locale);
  const base = textOf(form, 'base') ?? String(block?.latest?.number ?? 0);
  const last = block && askedAbout(text, block);
  const going = last && isGoing(last, page.now);
  const yes = block?.said.filter(({ answer }) => answer === 'yes').length ?? 0;
  return (
    <Draft name={`text-${block?.id ?? `${text.document.id}-new`}`} reader={page.person?.id ?? ''}>
      <Form action={block ? `${blockPath(text, block)}/versions` : `${textPath(text)}/blocks`} state={form}>
        {/* The version these words stand on: a draft that is put back stands on the one it was written on. */}
        <input type="hidden" name="base" value={base} data-kept="" />
        <input type="hidden" name="began" value={textOf(form, 'began') ?? ''} />
        <Field
          name="heading"
          label={t('edit.heading')}
          value={earlier?.heading ?? block?.latest?.heading ?? block?.heading ?? ''}
          lang={lang}
        />
        <TextArea
          name="text"
          label={t('edit.text')}
          help={t('edit.text.help')}
          value={earlier?.text ?? block?.latest?.text ?? ''}
          rows={12}
          lang={lang}
        />
        {/* Where somebody else is at the same section, the live line says so here. */}
        <p class="small quiet" id="also-writing" role="status" data-block={block?.id} />
        <SubmitRow note={going ? t('edit.asksAnew') : yes > 0 ? t('edit.asksAgain', { n: yes }) : undefined}>
          <Button>{t('edit.save')}</Button>
          <Link href={textPath(text)}>{t('back')}</Link>
        </SubmitRow>
      </Form>
    </Draft>
  );
}

/** Both changes, each beside what it changed, before anything is saved. */
function WhatHappened({ page, text, meanwhile }: { page: Page; text: Text; meanwhile: Meanwhile }) {
  const t = words(page.locale);
  const by = signature(text, meanwhile.theirs, page);
  const lang = page.langOf(text.document.locale);
  const { before, theirs, mine, clashes } = meanwhile;
  return (
    <Notice tone="warning">
      <p>{t(clashes.length > 0 ? 'meanwhile.clash' : 'meanwhile.merged', { by })}</p>
      {clashes.map((clash) => (
        <Stack key={clash.before} gap="2">
          <p class="small">
            <strong>{t('meanwhile.theirs', { by })}</strong>
          </p>
          <Differences parts={differences(clash.before, clash.theirs)} lang={lang} />
          <p class="small">
            <strong>{t('meanwhile.mine')}</strong>
          </p>
          <Differences parts={differences(clash.before, clash.mine)} lang={lang} />
        </Stack>
      ))}
      {clashes.length === 0 && (
        <>
          <p class="small">
            <strong>{t('meanwhile.theirs', { by })}</strong>
          </p>
          <Differences parts={differences(before.text, theirs.text)} lang={lang} />
          <p class="small">
            <strong>{t('meanwhile.mine')}</strong>
          </p>
          <Differences parts={differences(before.text, mine.text)} lang={lang} />
        </>
      )}
    </Notice>
  );
}

/** Taking a section out: at once where nothing of the text is agreed, by the word of all where something is. */
function Leaving({ page, text, block }: { page: Page; text: Text; block: Block }) {
  const t = words(page.locale);
  if (block.latest?.text === '') return null;
  const byAll = isLeftOutByAll(text);
  const kind = byAll ? 'propose' : 'remove';
  return (
    <Dialog id="leave" title={t(`${kind}.title`)} open={t(`${kind}.open`)} cancel={t('keep')} danger>
      <p>{t(`${kind}.text`)}</p>
      {byAll ? (
        <Form action={`${blockPath(text, block)}/versions`}>
          <input type="hidden" name="base" value={block.latest?.number ?? 0} />
          <input type="hidden" name="heading" value={headingOf(block) || t('untitled')} />
          <input type="hidden" name="text" value="" />
          <Button variant="secondary" color="danger">
            {t('propose.do')}
          </Button>
        </Form>
      ) : (
        <Form action={`${blockPath(text, block)}/removal`}>
          <Button variant="secondary" color="danger">
            {t('remove.do')}
          </Button>
        </Form>
      )}
    </Dialog>
  );
}

/** What helps with writing: what is talked about, and what each partner answered before. */
function Beside({ page, text, block, comments = [], round }: Props) {
  const t = words(page.locale);
  const lang = page.langOf(text.document.locale);
  const missing = block?.said.filter(({ answer }) => answer === 'not-yet') ?? [];
  const open = comments.filter(({ settledAt, answers }) => !settledAt && !answers);
  // A section that came from a question has its answers beside it; others have all of them.
  const titled = block && headingOf(block);
  const own = round?.questions.filter((one) => isAbout(block?.question, one)) ?? [];
  const asked = own.length > 0 ? own : (round?.questions ?? []);
  return (
    <>
      {missing.length + open.length > 0 && (
        <Section title={t('edit.talk')} ruled>
          {missing.map((one) => (
            <Quote key={one.partner} by={text.names.get(one.partner)} lang={lang}>
              {one.reason}
            </Quote>
          ))}
          {open.map((one) => (
            <Quote key={one.id} by={signature(text, one, page)} lang={lang}>
              {one.text}
            </Quote>
          ))}
        </Section>
      )}
      {asked.map(({ question, answers }) => (
        <Section key={question} title={question === titled ? t('edit.answers') : question} ruled>
          {answers.map((answer) => (
            <Quote key={answer.partner} by={answer.partner} lang={lang}>
              {answer.text}
            </Quote>
          ))}
        </Section>
      ))}
      <Section title={t('edit.how')} ruled gap="2">
        <p class="small">{t('edit.how.text')}</p>
      </Section>
    </>
  );
}
