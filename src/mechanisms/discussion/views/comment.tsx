import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Link } from '../../../ui/link.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { Written } from '../../../ui/written.tsx';
import type { Talk } from '../actions.ts';
import { words } from '../messages/index.ts';
import { talkAt } from '../room.ts';
import type { ListedComment } from '../store.ts';

type Props = { page: Page; talk: Talk };

/** What was said, by the numbers of the span: where one is missing, it was taken back. */
export function Comments({ page, talk }: Props) {
  const t = words(page.locale);
  const { topic, standing, span, comments } = talk;
  const byNumber = new Map(comments.map((one) => [one.number, one]));
  const numbers = Array.from({ length: span.to - span.from + 1 }, (_, n) => span.from + n);
  // Whoever was never here finds all of it new: nothing tells that better than the count.
  const firstNew = standing.upto > 0 && standing.upto < span.to ? standing.upto + 1 : undefined;
  return (
    <ol class="talk" aria-label={t('title')}>
      {numbers.map((number) => {
        const one = byNumber.get(number);
        return (
          <li key={number} id={`comment-${number}`}>
            {number === firstNew && (
              <p class="talk-new small" id="new">
                {t('new')}
              </p>
            )}
            {one && !one.takenBackAt ? (
              <OneComment page={page} talk={talk} one={one} />
            ) : (
              <div class="stack" data-gap="2">
                <p class="small quiet">{t(one ? 'gone.own' : 'gone')}</p>
                {one && topic.writes && <PutBack page={page} path={topic.path} comment={one} />}
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function OneComment({ page, talk: { topic }, one }: Props & { one: ListedComment }) {
  const t = words(page.locale);
  const own = topic.writes && one.byPerson === page.person?.id;
  const about = t('comment', { n: one.number });
  return (
    <article class="stack" data-gap="2" aria-label={about}>
      <p class="small">
        <strong>{one.byName ?? t('somebody')}</strong>{' '}
        <span class="quiet">
          <time dateTime={one.at.toISOString()}>{page.moment(one.at)}</time>
        </span>{' '}
        {one.calls && <Tag color="turn">{t('calls-you')}</Tag>}
      </p>
      <Written text={one.text} lang={page.langOf(one.locale)} />
      {(own || one.changedAt) && (
        <p class="small">
          <Link href={`${talkAt(topic.path)}/${one.id}`} quiet>
            {own ? t('change') : t('changed', { day: page.day(one.changedAt!) })}
            <span class="ds-sr-only">: {about}</span>
          </Link>
        </p>
      )}
    </article>
  );
}

/** For who took it back. */
export function PutBack({
  page,
  path,
  comment,
}: {
  page: Page;
  path: string;
  comment: { id: string; number: number };
}) {
  const t = words(page.locale);
  return (
    <Form action={`${talkAt(path)}/${comment.id}/taking-back`}>
      <div class="row">
        <Button variant="tertiary" name="taken" value="no" about={t('comment', { n: comment.number })}>
          {t('return')}
        </Button>
      </div>
    </Form>
  );
}
