import type { Say } from '../../../platform/i18n/words.ts';
import { timeOf } from '../../../platform/moment.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Envelope, Envelopes } from '../../../ui/envelopes.tsx';
import { Form } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Section } from '../../../ui/section.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { joinedOf } from '../../sealed-round/asking.ts';
import { words } from '../messages/index.ts';
import { type At, addressOf, type Shown } from '../room.ts';
import { AnswerForm } from './answer.tsx';
import { DateFields } from './new.tsx';
import { ReadAnswer } from './parts.tsx';

/** A round before its opening: my partner's answer, and those of the others as envelopes. */
export function Closed<Own extends At>(shown: Shown<Own>) {
  const { page, room, at, answer } = shown;
  const { locale } = page;
  const t = words(locale);
  return (
    <>
      {at.mine && at.goesOn && !answer?.sealedAt && (
        <NextPanel title={t('answer', { partner: at.mine.name })}>
          <p class="text">{room.answering?.(locale) ?? t('answer.about')}</p>
          {room.lesson && <LessonLine lesson={room.lesson(locale)} />}
          <AnswerForm {...shown} />
        </NextPanel>
      )}
      {at.mine && answer?.sealedAt && (
        <Section title={t('sealed.mine', { partner: at.mine.name })}>
          <More summary={t('answer.read')}>
            <ReadAnswer
              page={page}
              parts={room.partsIn(locale)}
              content={answer.content}
              written={answer.locale}
            />
          </More>
          {at.goesOn && (
            <Form action={`${addressOf(room, at.round)}/taking-back`}>
              <SubmitRow note={t('take-back.note')}>
                <Button variant="secondary">{t('take-back')}</Button>
              </SubmitRow>
            </Form>
          )}
        </Section>
      )}
      <Table {...shown} />
      {at.moves && <Moving {...shown} />}
    </>
  );
}

function Table<Own extends At>({ page, room, at, answer, withoutPeople, extensions }: Shown<Own>) {
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
                  <Link href={`${addressOf(room, round)}/for/${partner}`}>
                    {t(sealedAt ? 'record.correct' : 'record.link')}
                    <span class="ds-sr-only">: {name}</span>
                  </Link>
                )
              }
            >
              {sealedAt
                ? t(onBehalf ? 'envelope.on-behalf' : 'envelope.sealed', { day: page.day(sealedAt) })
                : t(draft ? 'envelope.mine' : 'envelope.none')}
            </Envelope>
          );
        })}
      </Envelopes>
      <p class="text row-sign">
        <Icon name="lock" /> {t('promise')} {written && t('promise.but')}
      </p>
      <p class="text">
        {t(`opens.${round.opens}.at`, { at: page.moment(round.dueAt) })}{' '}
        {t('asked.by', { who: round.asker ?? t('somebody'), day: page.day(round.askedAt) })}
      </p>
      {extensions.map(({ wasDueAt, mover, reason }) => (
        <p class="small quiet">
          {t('extended', { was: page.moment(wasDueAt), who: mover ?? t('somebody') })} {reason}
        </p>
      ))}
    </Section>
  );
}

/** What who asked and who facilitates may do: more time, somebody more, or take it back. */
function Moving<Own extends At>({ page, room, at, again }: Shown<Own>) {
  const t = words(page.locale);
  const { round, asked, inside } = at;
  const base = addressOf(room, round);
  const others = joinedOf(inside.partners).filter(({ id }) => !asked.some(({ partner }) => partner === id));
  const stateOf = (form: string) => (again?.form === form ? again.state : undefined);
  return (
    <>
      <More summary={t('date')} open={again?.form === 'date'}>
        <Form action={`${base}/date`} state={stateOf('date')}>
          <DateFields page={page} time={timeOf(round.dueAt, page.city.timeZone)} />
          <TextArea name="reason" label={t('reason')} help={t('reason.help')} rows={2} />
          <SubmitRow>
            <Button variant="secondary">{t('date.do')}</Button>
          </SubmitRow>
        </Form>
      </More>
      {others.length > 0 && (
        <More summary={t('also')} open={again?.form === 'also'}>
          <Form action={`${base}/partners`} state={stateOf('also')}>
            <Checkboxes
              name="who"
              label={t('also.label')}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
              chosen={[]}
            />
            <SubmitRow>
              <Button variant="secondary">{t('also.do')}</Button>
            </SubmitRow>
          </Form>
        </More>
      )}
      {!asked.some(({ sealedAt }) => sealedAt) && <TakingBack say={t} base={base} />}
    </>
  );
}

type TakingProps = {
  say: Say<'withdraw' | 'withdraw.title' | 'withdraw.about' | 'withdraw.do' | 'withdraw.not'>;
  /** The address of the round. */
  base: string;
};

/** Taking a round back, before anybody has sealed. */
export function TakingBack({ say, base }: TakingProps) {
  return (
    <Dialog
      id="withdraw"
      title={say('withdraw.title')}
      open={say('withdraw')}
      cancel={say('withdraw.not')}
      danger
    >
      <p>{say('withdraw.about')}</p>
      <Form action={`${base}/withdrawal`}>
        <Button variant="secondary" color="danger">
          {say('withdraw.do')}
        </Button>
      </Form>
    </Dialog>
  );
}
