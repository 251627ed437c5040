import type { Page } from '../../../platform/http/page.ts';
import { AnswerCard, Answers } from '../../../ui/answers.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { OrgChip } from '../../../ui/org-chip.tsx';
import { Section } from '../../../ui/section.tsx';
import { Table } from '../../../ui/table.tsx';
import type { OpenAnswer } from '../../sealed-round/answers.ts';
import { words } from '../messages/index.ts';
import type { At, Shown } from '../room.ts';
import { AnswerForm } from './answer.tsx';
import { ReadAnswer, readable } from './parts.tsx';

/** The answers in the order in which partners were asked, and how each partner is called. */
export function inOrder(page: Page, at: At, answers: readonly OpenAnswer[]) {
  const order = at.asked.map(({ partner }) => partner);
  const names = new Map(at.inside.partners.map(({ id, name }) => [id, name]));
  return {
    nameOf: (id: string) => names.get(id) || words(page.locale)('gone'),
    rows: answers.toSorted((a, b) => order.indexOf(a.partner) - order.indexOf(b.partner)),
    missing: at.asked.filter(({ sealedAt }) => !sealedAt).map(({ partner }) => partner),
  };
}

/** An answer that is missing can still come. */
export function Late<Own extends At>(shown: Shown<Own>) {
  const { page, at, answer, again } = shown;
  if (!at.mine || !at.goesOn || answer?.sealedAt) return null;
  return (
    <More summary={words(page.locale)('late')} open={again?.form === 'answer'}>
      <AnswerForm {...shown} aside />
    </More>
  );
}

/** Answers to more questions than these are unfolded one by one. */
const mostUnfolded = 8;

/** What all have answered: what can be read out of it, then each answer in full. */
export function Opened<Own extends At>({ page, room, at, answers }: Shown<Own>) {
  const t = words(page.locale);
  const { nameOf, rows, missing } = inOrder(page, at, answers);
  const broken = rows.filter(({ intact }) => !intact).map(({ partner }) => nameOf(partner));
  const list = new Intl.ListFormat(page.locale, { type: 'conjunction' });
  const { Opened: Read } = room;
  const parts = room.partsIn(page.locale);
  const questions = parts.flatMap((part) => part.questions);
  const inTable = questions.filter(({ short }) => short);
  return (
    <>
      {broken.length > 0 && <Notice tone="danger">{t('broken', { who: list.format(broken) })}</Notice>}
      {rows.length > 0 && Read && <Read page={page} at={at} answers={rows} />}
      <Section title={t('answers')} gap="6">
        {inTable.length > 0 && (
          <div class="beside-cards">
            <Table
              caption={t('answers')}
              hideCaption
              columns={[
                { label: t('who'), cell: ({ partner }) => nameOf(partner) },
                ...inTable.map((question) => ({
                  label: question.short!,
                  cell: ({ content }: OpenAnswer) => readable(question, content),
                })),
              ]}
              rows={rows}
            />
          </div>
        )}
        <Answers>
          {rows.map((one) => {
            const whole = <ReadAnswer page={page} parts={parts} content={one.content} written={one.locale} />;
            return (
              <AnswerCard
                key={one.partner}
                head={
                  <OrgChip name={nameOf(one.partner)} sector={room.door.sectorOf(at.inside, one.partner)} />
                }
              >
                {questions.length > mostUnfolded ? (
                  <More summary={t('one', { partner: nameOf(one.partner) })}>{whole}</More>
                ) : (
                  whole
                )}
                <Circumstances page={page} answer={one} />
              </AnswerCard>
            );
          })}
        </Answers>
        {missing.length > 0 && (
          <p class="quiet text">{t('missing', { who: list.format(missing.map(nameOf)) })}</p>
        )}
      </Section>
    </>
  );
}

/** How an answer came: late, or written down by somebody else. */
function Circumstances({ page, answer }: { page: Page; answer: OpenAnswer }) {
  const t = words(page.locale);
  const who = answer.recorder ?? t('somebody');
  return (
    <>
      {answer.late && <p class="small quiet">{t('came.late', { day: page.day(answer.sealedAt) })}</p>}
      {answer.recordedHow && (
        <p class="small quiet">
          {answer.onBehalf
            ? t(`said.${answer.recordedHow}`, {
                who,
                day: page.day(answer.recordedOn ?? answer.sealedAt),
              })
            : t('came.corrected', { who })}
        </p>
      )}
    </>
  );
}
