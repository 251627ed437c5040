import { findAgain, passagesOf } from '../../../mechanisms/living-document/places.ts';
import { type Block, isBeingChanged, isToLeaveOut } from '../../../mechanisms/living-document/standing.ts';
import type { Comment } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayWrite } from '../access.ts';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { stretchesOf } from '../rules.ts';
import { SaidOrAsked } from './adopting.tsx';
import { blockPath, LeaveOut, signature, TextFrame, titleOf } from './parts.tsx';
import { TakenBack, type Talk, Thread } from './thread.tsx';

type Props = {
  page: Page;
  text: Text;
  block: Block;
  comments: readonly Comment[];
  form?: FormState;
};

/** What is talked about at one section: its words with the places of the comments, and the comments. */
export function BlockPage({ page, text, block, comments, form }: Props) {
  const t = words(page.locale);
  const title = titleOf(block, page);
  const written = block.latest?.text ?? '';
  const standing = comments.filter(({ takenBackAt }) => !takenBackAt);
  const talks = standing
    .filter(({ answers }) => !answers)
    .map(
      (comment, n): Talk => ({
        number: n + 1,
        comment,
        answers: standing.filter(({ answers }) => answers === comment.id),
        at: findAgain(comment.quote, comment.place, written),
      }),
    );
  const open = talks.filter(({ comment }) => !comment.settledAt);
  const settled = talks.filter(({ comment }) => comment.settledAt);
  const path = blockPath(text, block);
  const state = !block.latest ? 'none' : isBeingChanged(block) ? 'begun' : 'agreed';
  return (
    <TextFrame page={page} text={text} title={title} about={title} {...(form && { errors: form.errors })}>
      <Stack gap="12">
        <Stack gap="4">
          <Intro
            title={<span lang={page.langOf(text.document.locale)}>{title}</span>}
            state={<State state={state} />}
          />
          {isToLeaveOut(block) && <LeaveOut page={page} text={text} block={block} />}
          <Marked page={page} text={text} written={written} talks={open} />
          {block.latest && (
            <p class="small quiet">
              {t('text.version', {
                n: block.latest.number,
                by: signature(text, block.latest, page),
                day: page.day(block.latest.at),
              })}
            </p>
          )}
          <SaidOrAsked page={page} text={text} block={block} />
          <Row>
            {mayWrite(text.inside) && (
              <Link href={`${path}/edit`}>{t(block.latest ? 'way.edit' : 'way.write')}</Link>
            )}
            {block.latest && <Link href={`${path}/history`}>{t('way.history')}</Link>}
          </Row>
        </Stack>
        <Section title={t('talk.open', { n: open.length })}>
          {open.length === 0 && <p class="quiet">{t('talk.none')}</p>}
          {open.map((talk) => (
            <Thread
              key={talk.comment.id}
              page={page}
              text={text}
              block={block}
              talk={talk}
              {...(form && { form })}
            />
          ))}
        </Section>
        {mayWrite(text.inside) && block.latest && (
          <NewComment page={page} text={text} block={block} {...(form && { form })} />
        )}
        {comments.length > standing.length && (
          <Section title={t('talk.taken')} size="xs">
            {comments
              .filter(({ takenBackAt }) => takenBackAt)
              .map((one) => (
                <TakenBack key={one.id} page={page} text={text} block={block} comment={one} />
              ))}
          </Section>
        )}
        {settled.length > 0 && (
          <Section title={t('talk.settled')}>
            {settled.map((talk) => (
              <Thread key={talk.comment.id} page={page} text={text} block={block} talk={talk} />
            ))}
          </Section>
        )}
      </Stack>
    </TextFrame>
  );
}

/** The words, with the places that are talked about marked, and their numbers leading to the comments. */
function Marked({
  page,
  text,
  written,
  talks,
}: {
  page: Page;
  text: Text;
  written: string;
  talks: readonly Talk[];
}) {
  const t = words(page.locale);
  if (written === '') return null;
  const places = talks.flatMap(({ number, comment, at }) =>
    at === undefined ? [] : [{ number, place: at, length: comment.quote.length }],
  );
  return (
    <p class="text written" lang={page.langOf(text.document.locale)}>
      {stretchesOf(written, places).map(({ text: stretch, covers, ends }) => (
        <>
          {covers.length > 0 ? <mark>{stretch}</mark> : stretch}
          {ends.map((number) => (
            <sup key={number}>
              {' '}
              <a class="ds-link" href={`#talk-${number}`} aria-label={t('talk.to', { n: number })}>
                {number}
              </a>
            </sup>
          ))}
        </>
      ))}
    </p>
  );
}

function NewComment({ page, text, block, form }: Omit<Props, 'comments'>) {
  const t = words(page.locale);
  // Of the two forms on the page, what is shown again belongs to one.
  const own = form && textOf(form, 'answers') === undefined ? form : undefined;
  const version = block.latest?.number ?? 0;
  const passages = passagesOf(block.latest?.text ?? '', text.document.locale);
  const short = (written: string) => (written.length > 90 ? `${written.slice(0, 89)}…` : written);
  return (
    <Section title={t('talk.new')}>
      <Draft name={`comment-${block.id}`} reader={page.person?.id ?? ''}>
        <Form action={`${blockPath(text, block)}/comments`} state={own}>
          <input type="hidden" name="version" value={version} />
          <Select
            name="place"
            label={t('talk.place')}
            empty={t('talk.place.whole')}
            options={passages.map(({ place, text: passage }) => ({
              value: `${place}:${passage.length}`,
              label: short(passage),
              ...(page.langOf(text.document.locale) && { lang: text.document.locale }),
            }))}
          />
          <TextArea name="text" id={form && !own ? 'text-new' : 'text'} label={t('talk.text')} rows={4} />
          <SubmitRow>
            <Button>{t('talk.do')}</Button>
          </SubmitRow>
        </Form>
      </Draft>
    </Section>
  );
}
