import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { More } from '../../../ui/more.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Talk } from '../actions.ts';
import { words } from '../messages/index.ts';
import { talkAt } from '../room.ts';
import { mostNamed, shortNames } from '../rules.ts';

/** Names of those who can be called that are written out. */
const namesShown = 60;

/** Where somebody says something; nothing for who only reads. */
export function Saying({ page, talk, state }: { page: Page; talk: Talk; state?: FormState | undefined }) {
  const t = words(page.locale);
  const { topic, people } = talk;
  if (!topic.writes) return null;
  return (
    <div class="stack" data-gap="4">
      <Draft name={`comment-${topic.path}`} reader={page.person?.id ?? ''}>
        <Form action={talkAt(topic.path)} state={state}>
          <TextArea name="text" label={t('text')} help={t('text.help')} rows={4} />
          <div class="row">
            <Button variant="secondary">{t('say')}</Button>
          </div>
        </Form>
      </Draft>
      <Signs page={page} people={people.filter(({ id }) => id !== page.person?.id)} />
    </div>
  );
}

/** The few signs of Markdown in words, and the names behind which an @ calls somebody. */
export function Signs({ page, people }: { page: Page; people: Talk['people'] }) {
  const t = words(page.locale);
  const few = people.length < mostNamed;
  const names = (few ? shortNames(people) : people.map(({ name }) => name)).slice(0, namesShown);
  const more = people.length - names.length;
  return (
    <More summary={t('signs')}>
      <p class="text">{t('signs.about')}</p>
      {names.length > 0 && (
        <p class="text">
          {t('signs.people', { names: names.map((name) => `@${name}`).join(', ') })}
          {more > 0 && ` ${few ? t('signs.more', { n: more }) : t('signs.others')}`}
        </p>
      )}
    </More>
  );
}
