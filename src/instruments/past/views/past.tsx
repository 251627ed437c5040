import { DateFields } from '../../../mechanisms/same-questions/views/new.tsx';
import { fewest } from '../../../mechanisms/sealed-round/asking.ts';
import { stageOf } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Story, StoryDay, StoryThing } from '../../../ui/story.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { usualDate } from '../../rounds/rules.ts';
import { mayAdd, mayChange } from '../access.ts';
import type { Past } from '../actions.ts';
import { words } from '../messages/index.ts';
import { linkIn, writeYears } from '../rules.ts';
import type { Attempt } from '../store.ts';
import { AttemptForm, pastOf } from './parts.tsx';

export type Again = { form: 'add' | 'hurt' | 'other'; state: FormState };
type Props = { page: Page; past: Past; again: Again | undefined };

/** What was tried before, what of it still hurts, and what follows. */
export function PastPage(props: Props) {
  const { page, past, again } = props;
  const t = words(page.locale);
  const { inside, attempts } = past;
  const base = pastOf(inside.partnership.id);
  const adds = mayAdd(inside);
  return (
    <InsidePage
      frame={page.frame}
      title={t('title')}
      partnership={inside.partnership}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('title')} lead={t('lead')} />
        <Section title={t('attempts')}>
          {attempts.length === 0 ? (
            <Empty title={t('empty')} level={3}>
              {t(adds ? 'empty.next' : 'empty.look')}
            </Empty>
          ) : (
            <>
              <Story>
                {attempts.map((attempt) => (
                  <StoryDay key={attempt.id} day={String(attempt.since)} words={writeYears(attempt)}>
                    <StoryThing id={attempt.id}>
                      <One page={page} past={past} attempt={attempt} />
                    </StoryThing>
                  </StoryDay>
                ))}
              </Story>
              <PrintButton />
            </>
          )}
          {adds &&
            (attempts.length > 0 ? (
              <More summary={t('add')} open={again?.form === 'add'}>
                <AddForm {...props} base={base} aside />
              </More>
            ) : (
              <AddForm {...props} base={base} />
            ))}
        </Section>
        <Hurt {...props} />
        <Follows {...props} />
      </Stack>
    </InsidePage>
  );
}

function AddForm({ page, again, base, aside }: Props & { base: string; aside?: boolean }) {
  const state = again?.form === 'add' ? again.state : undefined;
  return <AttemptForm page={page} action={`${base}/attempts`} state={state} {...(aside && { aside })} />;
}

function One({ page, past, attempt }: { page: Page; past: Past; attempt: Attempt }) {
  const t = words(page.locale);
  const lang = attempt.locale === page.locale ? undefined : attempt.locale;
  const link = linkIn(attempt.source);
  const written = (text: string) =>
    text && (
      <span class="written" lang={lang}>
        {text}
      </span>
    );
  const added = {
    who: [attempt.by, attempt.partnerName].filter(Boolean).join(', ') || t('somebody'),
    day: page.day(attempt.at),
  };
  return (
    <>
      <p class="written text" lang={lang}>
        <strong>{attempt.what}</strong>
      </p>
      <Facts
        facts={[
          { term: t('short.by-whom'), value: written(attempt.byWhom) },
          { term: t('short.ended'), value: written(attempt.ended) },
          { term: t('short.remains'), value: written(attempt.remains) },
          {
            term: t('short.source'),
            value: link ? <Link href={link}>{link}</Link> : written(attempt.source),
          },
        ]}
      />
      <p class="small quiet">
        {t('added.by', added)}
        {attempt.changedAt &&
          ` · ${t('changed.by', { who: attempt.changedBy ?? t('somebody'), day: page.day(attempt.changedAt) })}`}
        {mayChange(past.inside, attempt) && (
          <span class="on-screen">
            {' · '}
            <Link href={`${pastOf(past.inside.partnership.id)}/attempts/${attempt.id}`}>
              {t('change')}
              <span class="ds-sr-only">: {writeYears(attempt)}</span>
            </Link>
          </span>
        )}
      </p>
    </>
  );
}

/** The question that each answers alone: asked, being answered, or open to read. */
function Hurt({ page, past, again }: Props) {
  const t = words(page.locale);
  const { inside, rounds } = past;
  const base = pastOf(inside.partnership.id);
  const running = rounds.find((round) => stageOf(round, page.now) === 'closed');
  const joined = inside.partners.filter(({ joinedAt }) => joinedAt);
  const state = again?.form === 'hurt' ? again.state : undefined;
  const may = inside.contributes && !running;
  return (
    <Section title={t('hurt')} id="hurt">
      <p class="text">{t('hurt.about')}</p>
      {rounds.length > 0 && (
        <Lines label={t('hurt')}>
          {rounds.map((round) => (
            <Line
              key={round.id}
              href={`${base}/hurt/${round.id}`}
              title={t(stageOf(round, page.now) === 'open' ? 'hurt.open' : 'hurt.closed', {
                day: page.day(round.askedAt),
              })}
              facts={[t('hurt.in', { n: round.sealed, of: round.asked })]}
            />
          ))}
        </Lines>
      )}
      {may && joined.length < fewest && <p class="quiet text">{t('few')}</p>}
      {may &&
        joined.length >= fewest &&
        (rounds.length > 0 ? (
          <More summary={t('hurt.again')} open={state !== undefined}>
            <AskForm page={page} base={base} state={state} />
          </More>
        ) : (
          <AskForm page={page} base={base} state={state} />
        ))}
    </Section>
  );
}

function AskForm({ page, base, state }: { page: Page; base: string; state: FormState | undefined }) {
  const t = words(page.locale);
  const usual = usualDate(page.now, page.city);
  return (
    <Form action={`${base}/hurt`} state={state}>
      <DateFields page={page} day={typedDay(usual.day)} time={usual.time} />
      <SubmitRow note={t('hurt.note')}>
        <Button variant="secondary">{t('hurt.do')}</Button>
      </SubmitRow>
    </Form>
  );
}

/** The text that all agree. */
function Follows({ page, past }: Props) {
  const t = words(page.locale);
  const { inside, attempts, texts } = past;
  const [text] = texts;
  return (
    <Section title={t('follows')}>
      {text ? (
        <>
          <p class="text">
            {text.agreedAt ? t('follows.agreed', { day: page.day(text.agreedAt) }) : t('follows.open')}
          </p>
          <p>
            <ButtonLink variant="secondary" href={`/partnerships/${inside.partnership.id}/texts/${text.id}`}>
              {t('follows.read')}
            </ButtonLink>
          </p>
        </>
      ) : (
        <>
          <p class="text">{t('follows.about')}</p>
          {inside.contributes && attempts.length > 0 && (
            <Form action={`${pastOf(inside.partnership.id)}/text`}>
              <Button variant="secondary">{t('follows.do')}</Button>
            </Form>
          )}
        </>
      )}
    </Section>
  );
}
