import type { OpenAnswer } from '../../../mechanisms/sealed-round/answers.ts';
import { AnswerCard, Answers } from '../../../ui/answers.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { OrgChip } from '../../../ui/org-chip.tsx';
import { Section } from '../../../ui/section.tsx';
import { Table } from '../../../ui/table.tsx';
import { sectorOf } from '../../directory/rules.ts';
import { words } from '../messages/index.ts';
import { aspects } from '../rules.ts';
import { choiceOf, dayOfMoment, ReadAnswer, stepOf } from './parts.tsx';
import type { Shown } from './shown.ts';

/** What all have answered, side by side: the steps at a glance, then each with its sentences. */
export function Opened({ page, at, answers }: Shown) {
  const t = words(page.locale);
  const { asked, inside } = at;
  const partnerOf = (id: string) => inside.partners.find((one) => one.id === id);
  const nameOf = (id: string) => partnerOf(id)?.name || t('gone');
  const order = asked.map(({ partner }) => partner);
  const rows = answers.toSorted((a, b) => order.indexOf(a.partner) - order.indexOf(b.partner));
  const missing = asked.filter(({ sealedAt }) => !sealedAt).map(({ partner }) => nameOf(partner));
  const broken = rows.filter(({ intact }) => !intact).map(({ partner }) => nameOf(partner));
  const list = new Intl.ListFormat(page.locale, { type: 'conjunction' });
  const circumstances = (one: OpenAnswer) =>
    [
      one.late && t('came.late', { day: dayOfMoment(page, one.sealedAt) }),
      one.recordedHow &&
        (one.onBehalf
          ? t(`said.${one.recordedHow}`, {
              who: one.recorder ?? t('somebody'),
              day: dayOfMoment(page, one.recordedOn ?? one.sealedAt),
            })
          : t('came.corrected', { who: one.recorder ?? t('somebody') })),
    ].filter(Boolean);
  return (
    <Section title={t('answers')} gap="6">
      {broken.length > 0 && <Notice tone="danger">{t('broken', { who: list.format(broken) })}</Notice>}
      <div class="beside-cards">
        <Table
          caption={t('answers')}
          hideCaption
          columns={[
            { label: t('short.who'), cell: ({ partner }) => nameOf(partner) },
            ...aspects.map((aspect) => ({
              label: t(`short.${aspect}`),
              cell: ({ content }: OpenAnswer) => stepOf(page, content, aspect),
            })),
            { label: t('short.choice'), cell: ({ content }) => choiceOf(page, content) },
          ]}
          rows={rows}
        />
      </div>
      <Answers>
        {rows.map((one) => {
          const partner = partnerOf(one.partner);
          return (
            <AnswerCard
              key={one.partner}
              head={
                <OrgChip name={nameOf(one.partner)} sector={partner ? sectorOf(partner.kind) : 'community'} />
              }
            >
              <ReadAnswer page={page} content={one.content} written={one.locale} />
              {circumstances(one).map((said) => (
                <p class="small quiet">{said}</p>
              ))}
            </AnswerCard>
          );
        })}
      </Answers>
      {missing.length > 0 && <p class="quiet text">{t('missing', { who: list.format(missing) })}</p>}
    </Section>
  );
}
