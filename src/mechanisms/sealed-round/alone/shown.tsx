import type { Page } from '../../../platform/http/page.ts';
import { AnswerCard, Answers } from '../../../ui/answers.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Envelope, Envelopes } from '../../../ui/envelopes.tsx';
import { Form } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { OpenAnswer } from '../answers.ts';
import { openSince } from '../rules.ts';
import { AnswerForm, ReadAnswer } from './answer.tsx';
import { type AskedAt, dayOfMoment, moment, type Shown } from './asked.ts';
import { words } from './messages/index.ts';

/** A round as it stands: being answered, or open to read. */
export function AskedAlone(shown: Shown) {
  const t = words(shown.page.locale);
  if (shown.at.stage === 'withdrawn') return <Notice>{t('withdrawn')}</Notice>;
  return shown.at.stage === 'open' ? <Opened {...shown} /> : <Closed {...shown} />;
}

/** How many have answered, and since when all is open. */
export function WhereItStands({ page, at: { round, asked, stage } }: { page: Page; at: AskedAt }) {
  const t = words(page.locale);
  const counts = { n: asked.filter(({ sealedAt }) => sealedAt).length, of: asked.length };
  if (stage === 'withdrawn') return null;
  return stage === 'open' ? (
    <State state="done">{t('state.open', { ...counts, at: moment(page, openSince(round)) })}</State>
  ) : (
    <State state="begun">{t('in', counts)}</State>
  );
}

function Closed(shown: Shown) {
  const { page, at, base, questions, answer } = shown;
  const t = words(page.locale);
  return (
    <>
      {at.mine && at.goesOn && !answer?.sealedAt && (
        <NextPanel title={t('answer', { partner: at.mine.name })}>
          <p class="text">{t('answer.about')}</p>
          <AnswerForm {...shown} />
        </NextPanel>
      )}
      {at.mine && answer?.sealedAt && (
        <Section title={t('sealed.mine', { partner: at.mine.name })}>
          <More summary={t('answer.read')}>
            <ReadAnswer page={page} questions={questions} content={answer.content} written={answer.locale} />
          </More>
          {at.goesOn && (
            <Form action={`${base}/taking-back`}>
              <SubmitRow note={t('take-back.note')}>
                <Button variant="secondary">{t('take-back')}</Button>
              </SubmitRow>
            </Form>
          )}
        </Section>
      )}
      <OnTheTable {...shown} />
      {at.moves && !at.asked.some(({ sealedAt }) => sealedAt) && (
        <Dialog
          id="withdraw"
          title={t('withdraw.title')}
          open={t('withdraw')}
          cancel={t('withdraw.not')}
          danger
        >
          <p>{t('withdraw.about')}</p>
          <Form action={`${base}/withdrawal`}>
            <Button variant="secondary" color="danger">
              {t('withdraw.do')}
            </Button>
          </Form>
        </Dialog>
      )}
    </>
  );
}

function OnTheTable({ page, at, base, answer, withoutPeople }: Shown) {
  const t = words(page.locale);
  const { round, asked, mine, inside } = at;
  const written = asked.some(({ partner, onBehalf }) => onBehalf || withoutPeople.has(partner));
  const nameOf = new Map(inside.partners.map(({ id, name }) => [id, name]));
  return (
    <Section title={t('table')} gap="6">
      <Envelopes label={t('table')}>
        {asked.map(({ partner, sealedAt, onBehalf }) => {
          const draft = partner === mine?.id && answer !== undefined && !sealedAt;
          const name = nameOf.get(partner) || t('gone');
          return (
            <Envelope
              key={partner}
              name={name}
              state={sealedAt ? 'sealed' : draft ? 'mine' : 'none'}
              action={
                inside.facilitates &&
                withoutPeople.has(partner) && (
                  <Link href={`${base}/for/${partner}`}>
                    {t(sealedAt ? 'record.correct' : 'record.link')}
                    <span class="ds-sr-only">: {name}</span>
                  </Link>
                )
              }
            >
              {sealedAt
                ? t(onBehalf ? 'envelope.on-behalf' : 'envelope.sealed', { day: dayOfMoment(page, sealedAt) })
                : t(draft ? 'envelope.mine' : 'envelope.none')}
            </Envelope>
          );
        })}
      </Envelopes>
      <p class="text row-sign">
        <Icon name="lock" /> {t('promise')} {written && t('promise.but')}
      </p>
      <p class="text">
        {t(`opens.${round.opens}.at`, { at: moment(page, round.dueAt) })}{' '}
        {t('asked.by', { who: round.asker ?? t('somebody'), day: dayOfMoment(page, round.askedAt) })}
      </p>
    </Section>
  );
}

function Opened(shown: Shown) {
  const { page, at, questions, answers, answer, again } = shown;
  const t = words(page.locale);
  const { asked, inside } = at;
  const nameOf = (id: string) => inside.partners.find((one) => one.id === id)?.name || t('gone');
  const order = asked.map(({ partner }) => partner);
  const rows = answers.toSorted((a, b) => order.indexOf(a.partner) - order.indexOf(b.partner));
  const missing = asked.filter(({ sealedAt }) => !sealedAt).map(({ partner }) => nameOf(partner));
  const broken = rows.filter(({ intact }) => !intact).map(({ partner }) => nameOf(partner));
  const list = new Intl.ListFormat(page.locale, { type: 'conjunction' });
  return (
    <>
      {broken.length > 0 && <Notice tone="danger">{t('broken', { who: list.format(broken) })}</Notice>}
      <Section title={t('answers')} gap="6">
        <Answers>
          {rows.map((one) => (
            <AnswerCard key={one.partner} head={<strong>{nameOf(one.partner)}</strong>}>
              <ReadAnswer page={page} questions={questions} content={one.content} written={one.locale} />
              {circumstances(page, one).map((said) => (
                <p class="small quiet" key={said}>
                  {said}
                </p>
              ))}
            </AnswerCard>
          ))}
        </Answers>
        {missing.length > 0 && <p class="quiet text">{t('missing', { who: list.format(missing) })}</p>}
      </Section>
      {at.mine && at.goesOn && !answer?.sealedAt && (
        <More summary={t('late')} open={again?.form === 'answer'}>
          <AnswerForm {...shown} aside />
        </More>
      )}
    </>
  );
}

/** Late, written down for them, or put right by them since. */
function circumstances(page: Page, one: OpenAnswer): string[] {
  const t = words(page.locale);
  const who = one.recorder ?? t('somebody');
  const recorded =
    one.recordedHow &&
    (one.onBehalf
      ? t(`said.${one.recordedHow}`, { who, day: dayOfMoment(page, one.recordedOn ?? one.sealedAt) })
      : t('came.corrected', { who }));
  return [one.late && t('came.late', { day: dayOfMoment(page, one.sealedAt) }), recorded].filter(
    (said) => typeof said === 'string',
  );
}
