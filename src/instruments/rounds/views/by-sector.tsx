import { bySector } from '../../../mechanisms/sealed-round/rules.ts';
import { MarkSign } from '../../../ui/answers.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { words as kit } from '../../../ui/messages/index.ts';
import type { Sector } from '../../../ui/org-chip.tsx';
import { Section } from '../../../ui/section.tsx';
import { Table } from '../../../ui/table.tsx';
import { sectorOf } from '../../directory/rules.ts';
import { words } from '../messages/index.ts';
import { AnswersTo, Choices } from './cards.tsx';
import { namesOf, type Opened } from './opened.ts';
import { Said } from './parts.tsx';

/**
 * The sector lens: what is marked in the answers of a sector, and where sectors meet. Marks that concern several
 * sectors come first: there is what a partnership can be built on. That words of an answer are marked is nobody's
 * yes, so both are counted apart.
 */
export function BySector(shown: Opened) {
  const { page, at, answers, marks } = shown;
  const t = words(page.locale);
  const say = kit(page.locale);
  const kindOf = new Map(at.inside.partners.map(({ id, kind }) => [id, sectorOf(kind)]));
  const answered = at.asked
    .map(({ partner }) => partner)
    .filter((id) => answers.some((one) => one.partner === id));
  const standing = marks.filter(({ removedAt }) => !removedAt);
  const views = bySector(answered, (partner) => kindOf.get(partner) ?? 'community', standing);
  const countIn = ({ marks }: (typeof views)[number], mark: string) =>
    marks.find((one) => one.mark.id === mark) ?? { words: 0, by: 0 };
  const reach = (mark: string) =>
    views.filter((view) => view.marks.some((one) => one.mark.id === mark)).length;
  const said = ({ words: n, by }: { words: number; by: number }, of: number) =>
    [n > 0 && t('sectors.words', { n, of }), by > 0 && t('sectors.behind', { n: by })]
      .filter(Boolean)
      .join(' · ') || '–';
  const rows = standing.toSorted((a, b) => reach(b.id) - reach(a.id));
  return (
    <>
      {rows.length > 0 && views.length > 1 && (
        <Section title={t('sectors.meet')}>
          <p class="text">{t('sectors.meet.about')}</p>
          <Table
            caption={t('sectors.meet')}
            hideCaption
            columns={[
              {
                label: t('sectors.mark'),
                cell: (mark) => (
                  <>
                    <MarkSign sign={mark.sign} kind={mark.kind} /> {mark.label}
                  </>
                ),
              },
              ...views.map((view) => ({
                label: say(`sector.${view.sector as Sector}`),
                cell: (mark: (typeof rows)[number]) => said(countIn(view, mark.id), view.partners.length),
              })),
            ]}
            rows={rows}
          />
        </Section>
      )}
      {views.map(({ sector, partners, marks: shared }) => (
        <Section key={sector} title={say(`sector.${sector as Sector}`)} gap="6">
          <p class="quiet">{namesOf(page, at, partners)}</p>
          {shared.length > 0 ? (
            <ul class="lines">
              {shared.map(({ mark, ...counts }) => (
                <li class="line" key={mark.id}>
                  <p>
                    <MarkSign sign={mark.sign} kind={mark.kind} /> {mark.label}{' '}
                    <span class="small quiet">{said(counts, partners.length)}</span>
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <p class="quiet small">{t('sectors.none')}</p>
          )}
          {at.round.questions.map((question, n) => (
            <div class="stack" data-gap="2" key={question.key}>
              <Heading level={3} size="xs">
                <Said page={page} locale={at.round.locale}>
                  {question.text}
                </Said>
              </Heading>
              {question.kind === 'text' ? (
                <AnswersTo {...shown} question={question} only={partners} form={undefined} />
              ) : (
                <Choices
                  {...shown}
                  question={question}
                  answers={answers.filter(({ partner }) => partners.includes(partner))}
                  caption={t('choices', { n: n + 1 })}
                />
              )}
            </div>
          ))}
        </Section>
      ))}
    </>
  );
}
