import type { Block } from '../../../mechanisms/living-document/standing.ts';
import type { Comment } from '../../../mechanisms/living-document/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { type FormState, textOf } from '../../../ui/form-state.ts';
import { More } from '../../../ui/more.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayWrite } from '../access.ts';
import type { Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { blockPath, signature } from './parts.tsx';

/** A comment with its answers, its number on the page, and where its words stand now. */
export type Talk = { number: number; comment: Comment; answers: readonly Comment[]; at: number | undefined };

type Props = { page: Page; text: Text; block: Block; talk: Talk; form?: FormState };

/** A comment: which words it is about, what was said, what was answered, and whether it is settled. */
export function Thread({ page, text, block, talk, form }: Props) {
  const t = words(page.locale);
  const { number, comment, answers, at } = talk;
  const lang = page.langOf(text.document.locale);
  const path = blockPath(text, block);
  const shown = form && textOf(form, 'answers') === comment.id ? form : undefined;
  const name = t('talk.number', { n: number });
  const last = answers.at(-1) ?? comment;
  return (
    <article class="stack" data-gap="2" id={`talk-${number}`} aria-label={name}>
      <p>
        <strong>{name}</strong>{' '}
        <span class="small quiet">
          {t(
            comment.quote === '' ? 'talk.about.whole' : at === undefined ? 'talk.about.gone' : 'talk.about',
            {
              quote: comment.quote,
            },
          )}
        </span>
      </p>
      {[comment, ...answers].map((one) => (
        <Quote key={one.id} by={`${signature(text, one, page)} · ${page.day(one.at)}`} lang={lang}>
          {one.text}
        </Quote>
      ))}
      {mayWrite(text.inside) && (
        <>
          {!comment.settledAt && (
            <More summary={t('talk.answer', { n: number })} open={shown !== undefined}>
              <Form action={`${path}/comments`} state={shown}>
                <input type="hidden" name="answers" value={comment.id} />
                <TextArea
                  name="text"
                  // The summary of errors leads to the name of a field: of the form that was sent.
                  id={shown ? 'text' : `answer-${comment.id}`}
                  label={t('talk.answer.text')}
                  rows={3}
                />
                <div class="row">
                  <Button variant="secondary">{t('talk.answer.do')}</Button>
                </div>
              </Form>
            </More>
          )}
          <Form action={`${path}/comments/${comment.id}/settlement`}>
            <div class="row">
              <Button variant="tertiary" name="settled" value={comment.settledAt ? 'no' : 'yes'} about={name}>
                {t(comment.settledAt ? 'talk.reopen' : 'talk.settle')}
              </Button>
            </div>
          </Form>
          {last.byPerson === page.person?.id && (
            <Form action={`${path}/comments/${last.id}/taking-back`}>
              <div class="row">
                <Button variant="tertiary" name="taken" value="yes" about={name}>
                  {t(last === comment ? 'talk.take' : 'talk.take.answer')}
                </Button>
              </div>
            </Form>
          )}
        </>
      )}
    </article>
  );
}

/** Words that the reader took back: nobody else sees them. */
export function TakenBack({
  page,
  text,
  block,
  comment,
}: Omit<Props, 'talk' | 'form'> & { comment: Comment }) {
  const t = words(page.locale);
  return (
    <article class="stack" data-gap="2">
      <Quote lang={page.langOf(text.document.locale)}>{comment.text}</Quote>
      {mayWrite(text.inside) && (
        <Form action={`${blockPath(text, block)}/comments/${comment.id}/taking-back`}>
          <div class="row">
            <Button variant="tertiary" name="taken" value="no" about={comment.text.slice(0, 60)}>
              {t('talk.return')}
            </Button>
          </div>
        </Form>
      )}
    </article>
  );
}
