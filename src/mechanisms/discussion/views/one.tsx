import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { Written } from '../../../ui/written.tsx';
import type { CommentView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { talkAt } from '../room.ts';
import { PutBack } from './comment.tsx';
import { aboveTalk } from './talk.tsx';

type Props = { page: Page; view: CommentView; state?: FormState | undefined };

/** One comment: for who wrote it a form, for all what it said before. */
export function CommentPage({ page, view, state }: Props) {
  const t = words(page.locale);
  const { topic, comment, own, earlier } = view;
  const title = t('comment', { n: comment.number });
  const talk = talkAt(topic.path);
  const lang = page.langOf(comment.locale);
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={topic.partnership}
      above={[...aboveTalk(page, topic), { href: talk, label: t('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro
          title={title}
          state={`${comment.byName ?? t('somebody')} · ${page.moment(comment.changedAt ?? comment.at)}`}
        />
        {comment.takenBackAt ? (
          <Stack gap="4">
            <p class="text">{t('gone.own')}</p>
            <Written text={comment.text} lang={lang} />
            {own && <PutBack page={page} path={topic.path} comment={comment} />}
          </Stack>
        ) : (
          !own && (
            <Section title={t('now')}>
              <Written text={comment.text} lang={lang} />
            </Section>
          )
        )}
        {own && !comment.takenBackAt && (
          <>
            <Draft name={`comment-${comment.id}`} reader={page.person?.id ?? ''}>
              <Form action={`${talk}/${comment.id}`} state={state} stands={{ text: comment.text }}>
                <TextArea name="text" label={t('text.new')} help={t('text.help')} rows={6} />
                <SubmitRow cancel={talkAt(topic.path, comment.number)}>
                  <Button>{t('save')}</Button>
                </SubmitRow>
              </Form>
            </Draft>
            <Section title={t('take')}>
              <p class="text">{t('take.about')}</p>
              <Form action={`${talk}/${comment.id}/taking-back`}>
                <div class="row">
                  <Button variant="secondary" color="danger" name="taken" value="yes">
                    {t('take')}
                  </Button>
                </div>
              </Form>
            </Section>
          </>
        )}
        {earlier.length > 0 && (
          <Section title={t('before')}>
            {earlier.map((one) => (
              <div class="stack" data-gap="2" key={one.id}>
                <p class="small quiet">{t('before.at', { at: page.moment(one.at) })}</p>
                <Written text={one.text} lang={page.langOf(one.locale)} />
              </div>
            ))}
          </Section>
        )}
      </Stack>
    </Inside>
  );
}
