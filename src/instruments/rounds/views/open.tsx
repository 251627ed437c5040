import { openSince, type Question } from '../../../mechanisms/sealed-round/rules.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { mayAsk } from '../access.ts';
import { words } from '../messages/index.ts';
import { leadsTo } from '../rules.ts';
import { AnswerPanel } from './answer-panel.tsx';
import { BySector } from './by-sector.tsx';
import { AnswersTo, Choices } from './cards.tsx';
import { RoundFrame } from './frame.tsx';
import { MarkForm, MarkList } from './marks.tsx';
import { namesOf, type Opened } from './opened.ts';
import { dayOfMoment, Said } from './parts.tsx';

/** Ready questions that lead somewhere. */
type Going = 'origins' | 'difference';

/** A round after its opening: all answers side by side, what is shared in them and what differs. */
export function OpenRoundPage(shown: Opened) {
  const { page, at, answers, next, lens, state } = shown;
  const { round, asked, inside, mine } = at;
  const t = words(page.locale);
  const base = `/partnerships/${round.space}/rounds/${round.id}`;
  const sealedMine = asked.some(({ partner, sealedAt }) => partner === mine?.id && sealedAt);
  const goesOn = leadsTo(round);
  const toText = `/partnerships/${round.space}/texts/new?round=${round.id}`;
  const broken = answers.filter(({ intact }) => !intact);
  return (
    <RoundFrame
      page={page}
      at={at}
      errors={state?.errors}
      state={
        <State state="done">
          {t('open.state', { at: page.moment(openSince(round)), n: answers.length, of: asked.length })}
        </State>
      }
    >
      <Stack gap="12">
        {mine && at.goesOn && !sealedMine && (
          <AnswerPanel
            page={page}
            at={at}
            answer={shown.late}
            earlier={[]}
            before={undefined}
            state={shown.form === 'answer' ? state : undefined}
            meanwhile={shown.meanwhile}
          />
        )}
        {broken.length > 0 && (
          <Notice tone="danger">
            {t('broken', {
              who: namesOf(
                page,
                at,
                broken.map(({ partner }) => partner),
              ),
            })}
          </Notice>
        )}
        <Tabs
          label={t('lens')}
          items={[
            { href: base, label: t('lens.partner'), current: lens === 'partner' },
            { href: `${base}?by=sector`, label: t('lens.sector'), current: lens === 'sector' },
          ]}
        />
        {lens === 'sector' ? <BySector {...shown} /> : <ByPartner {...shown} />}
        <Missing {...shown} />
        <div class="on-screen">
          <Section title={t('next')} gap="4">
            <p class="text">
              {t(next ? 'next.second' : goesOn ? `next.${round.ready as Going}.about` : 'next.about')}
            </p>
            <div class="row">
              {goesOn && (
                <ButtonLink
                  variant={inside.contributes && !(mine && !sealedMine) ? 'primary' : 'secondary'}
                  href={`/partnerships/${round.space}/${goesOn}`}
                >
                  {t(`next.${round.ready as Going}`)}
                </ButtonLink>
              )}
              {inside.contributes &&
                (goesOn ? (
                  <Link href={toText}>{t('next.text')}</Link>
                ) : (
                  <ButtonLink variant={mine && !sealedMine ? 'secondary' : 'primary'} href={toText}>
                    {t('next.text')}
                  </ButtonLink>
                ))}
              {next ? (
                <Link href={`/partnerships/${round.space}/rounds/${next}`}>{t('next.link')}</Link>
              ) : (
                mayAsk(inside) && (
                  <Link href={`/partnerships/${round.space}/rounds/new?after=${round.id}`}>
                    {t('next.again')}
                  </Link>
                )
              )}
            </div>
            {round.previous && (
              <p>
                <Link href={`/partnerships/${round.space}/rounds/${round.previous}`}>{t('before.link')}</Link>
              </p>
            )}
          </Section>
        </div>
      </Stack>
    </RoundFrame>
  );
}

function ByPartner(shown: Opened) {
  const { page, at } = shown;
  const t = words(page.locale);
  const { questions } = at.round;
  return (
    <>
      {questions.map((question, n) => (
        <QuestionPart key={question.key} shown={shown} question={question} n={n} />
      ))}
      {at.inside.contributes && (at.inside.mine || at.inside.facilitates) && (
        <div class="on-screen">
          <Section title={t('mark.title')}>
            <MarkForm {...shown} />
            <Compared {...shown} />
          </Section>
        </div>
      )}
    </>
  );
}

/** Who finds nothing to mark says so, and the round leaves the desk of their partner. */
function Compared({ page, at, marks, compared }: Opened) {
  const t = words(page.locale);
  const { round, mine, asked } = at;
  if (compared) return <p class="quiet text">{t('compared', { day: dayOfMoment(page, compared) })}</p>;
  const waits = asked.some(({ partner, sealedAt }) => partner === mine?.id && sealedAt);
  if (!mine || !waits || marks.some(({ byPartner, voices }) => [byPartner, ...voices].includes(mine.id)))
    return null;
  return (
    <Form action={`/partnerships/${round.space}/rounds/${round.id}/comparison`}>
      <SubmitRow note={t('compared.about')}>
        <Button variant="tertiary">{t('compared.do')}</Button>
      </SubmitRow>
    </Form>
  );
}

function QuestionPart({ shown, question, n }: { shown: Opened; question: Question; n: number }) {
  const { page, at } = shown;
  const t = words(page.locale);
  const { questions, locale } = at.round;
  return (
    <Section
      gap="6"
      title={
        <>
          {questions.length > 1 && `${n + 1}. `}
          <Said page={page} locale={locale}>
            {question.text}
          </Said>
        </>
      }
    >
      {question.help && (
        <p class="text quiet">
          <Said page={page} locale={locale}>
            {question.help}
          </Said>
        </p>
      )}
      <MarkList {...shown} question={question} />
      {question.kind === 'text' ? (
        <AnswersTo {...shown} question={question} />
      ) : (
        <Choices {...shown} question={question} caption={t('choices', { n: n + 1 })} />
      )}
    </Section>
  );
}

/** Who has not answered: said, and nothing more. */
function Missing({ page, at }: Opened) {
  const t = words(page.locale);
  const missing = at.asked.filter(({ sealedAt }) => !sealedAt).map(({ partner }) => partner);
  if (missing.length === 0) return null;
  return (
    <p class="quiet text">
      {t('missing', {
        who: namesOf(page, at, missing),
        n: missing.length,
        day: dayOfMoment(page, at.round.dueAt),
      })}
    </p>
  );
}
