import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Talk } from '../actions.ts';
import { words } from '../messages/index.ts';
import { type Topic, talkAt } from '../room.ts';
import { pagesAround, readUpto } from '../rules.ts';
import { Comments } from './comment.tsx';
import { Saying } from './saying.tsx';

type Props = { page: Page; talk: Talk; state?: FormState | undefined };

/** Below what it is about: the last that was said, the way to all of it, and where one says something. */
export function TalkSection({ page, talk }: { page: Page; talk: Talk }) {
  const t = words(page.locale);
  const { topic, standing, span } = talk;
  const n = standing.length;
  const unread = n - standing.upto;
  // What stands here is read by that; the rest waits on its page.
  const waits = readUpto(span, standing) < n && topic.goesOn;
  return (
    <Section title={t('title')} id="talk">
      {n === 0 ? <p class="text">{t('none')}</p> : <Comments page={page} talk={talk} />}
      {span.from > 1 && (
        <p>
          <Link href={waits ? `${talkAt(topic.path)}#new` : talkAt(topic.path)}>
            {waits ? t('all.unread', { n, unread }) : t('all', { n })}
          </Link>
        </p>
      )}
      <Saying page={page} talk={talk} />
    </Section>
  );
}

/** A page inside what is talked about. */
export function aboveTalk(page: Page, { title, locale, path, above }: Topic) {
  return [
    ...above,
    { href: path, label: title, said: { text: title, lang: page.langOf(locale) ?? page.locale } },
  ];
}

/** All that was said, a page at a time, beginning with what the reader has not read. */
export function TalkPage({ page, talk, state }: Props) {
  const t = words(page.locale);
  const { topic, standing, span } = talk;
  const n = standing.length;
  const left = n - readUpto(span, standing);
  const title = t('title.of', { title: topic.title });
  return (
    <Inside
      frame={page.frame}
      title={title}
      here={t('title')}
      partnership={topic.partnership}
      above={aboveTalk(page, topic)}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="6">
        <Intro
          title={<Quoted sentence={title} said={{ text: topic.title, lang: topic.locale }} />}
          state={n > 0 && t(left > 0 && topic.goesOn ? 'count.unread' : 'count', { n, unread: left })}
        />
        <Pages page={page} talk={talk} />
        {n === 0 ? <p class="text">{t('none')}</p> : <Comments page={page} talk={talk} />}
        <Pages page={page} talk={talk} below />
        {left > 0 && topic.goesOn && (
          <Form action={`${talkAt(topic.path)}/reading`}>
            <div class="row">
              <Button variant="tertiary">{t('read')}</Button>
            </div>
          </Form>
        )}
        <Saying page={page} talk={talk} state={state} />
      </Stack>
    </Inside>
  );
}

const ways = ['oldest', 'earlier', 'later', 'newest'] as const;

function Pages({ page, talk: { topic, standing, span }, below }: Props & { below?: boolean }) {
  const t = words(page.locale);
  const around = pagesAround(span, standing);
  if (!ways.some((way) => around[way] !== undefined)) return null;
  return (
    <nav class="row" aria-label={`${t('pages')}${below ? ' (2)' : ''}`}>
      {ways.map((way) => {
        const from = around[way];
        return from === undefined ? null : (
          <Link key={way} href={`${talkAt(topic.path)}?from=${from}`}>
            {t(way)}
          </Link>
        );
      })}
    </nav>
  );
}
