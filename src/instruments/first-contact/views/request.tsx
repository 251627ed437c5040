import type { ComponentChildren } from 'preact';
import { isWritten } from '../../../mechanisms/request/written.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Facts } from '../../../ui/facts.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { OrgChip } from '../../../ui/org-chip.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { sectorOf } from '../../directory/rules.ts';
import { words } from '../messages/index.ts';
import { answerOf } from '../rules.ts';
import type { Unit } from '../store/units.ts';
import { History } from './history.tsx';
import { NextStep, standing } from './next-step.tsx';
import { Openness, Preparation } from './request-forms.tsx';
import { askerOf, type RequestView } from './request-view.ts';
import { dateWords, dayWords, nameOf, Said, SaidInline, titleOf } from './said.tsx';

/** One request, the same for both sides: what to do, what was answered, what was asked, how it went. */
export function RequestPage({ page, view, form }: { page: Page; view: RequestView; form?: FormState }) {
  const t = words(page.locale);
  const { request, door } = view;
  const title = titleOf(request, page);
  const crumbs =
    door.through === 'account'
      ? [{ href: '/requests', label: t('inbox') }, { label: t('number', { n: request.number }) }]
      : [];
  return (
    <Layout frame={page.frame} title={title} size="sm" hidden crumbs={crumbs} errors={form?.errors ?? {}}>
      <Intro
        title={<SaidInline written={request.title} page={page} />}
        state={t('request.state', { n: request.number, state: t(`state.${request.state}`) })}
        lead={standing(page, view)}
      />
      <Split aside={<Aside page={page} view={view} />}>
        <NextStep page={page} view={view} />
        <Answer page={page} view={view} />
        <Matter page={page} view={view} />
        <History page={page} view={view} />
        {view.side === 'unit' && request.kind === 'brief' && (form || answerOf(view.acts)) && (
          <Preparation page={page} view={view} form={form} />
        )}
      </Split>
    </Layout>
  );
}

/** What is agreed stands before how we got there. */
function Answer({ page, view }: { page: Page; view: RequestView }) {
  const t = words(page.locale);
  const answer = answerOf(view.acts);
  if (!answer || view.request.state === 'with-unit') return null;
  const name = nameOf(view.units.get(answer.unit ?? ''), page);
  return (
    <Section title={t(`answer.${answer.act as 'accepted' | 'countered' | 'declined'}`)}>
      <Said
        written={answer.note}
        page={page}
        by={t('by', { name: answer.byName || name, day: dateWords(answer.at, page) })}
      />
      {isWritten(answer.wouldChange) && (
        <Section title={t('wouldChange.title')} level={3}>
          <Said written={answer.wouldChange} page={page} />
        </Section>
      )}
      {answer.doneBy && <p class="text">{t('answer.doneBy', { day: dayWords(answer.doneBy, page) })}</p>}
      <Together page={page} view={view} />
    </Section>
  );
}

/** Both sides may go on together: what was asked and promised fills in the beginning of a partnership. */
function Together({ page, view }: { page: Page; view: RequestView }) {
  const t = words(page.locale);
  const agreed = ['promised', 'done', 'confirmed'].includes(view.request.state);
  if (!agreed || view.door.through !== 'account' || view.side === 'observer') return null;
  return (
    <p class="text">
      {t('together.lead')}{' '}
      <Link href={`/partnerships/new?request=${view.request.id}`}>{t('together.do')}</Link>
    </p>
  );
}

function Matter({ page, view }: { page: Page; view: RequestView }) {
  const t = words(page.locale);
  const { request } = view;
  const part = (title: string, written: Record<string, string>): ComponentChildren =>
    isWritten(written) && (
      <Section title={title} level={3} gap="2">
        <Said written={written} page={page} />
      </Section>
    );
  return (
    <Section title={t(request.kind === 'brief' ? 'matter.brief' : 'matter.composed')} gap="6">
      {part(t('want.title'), request.want)}
      {part(t('bring.title'), request.bring)}
      {part(t('ask.title'), request.ask)}
      {part(t('knownBy.title'), request.knownBy)}
      {part(t('meeting.title'), request.meeting)}
      <Facts
        facts={[
          view.goal && { term: t('goal.title'), value: page.text(view.goal.title) },
          request.neededBy !== null && {
            term: t('neededBy.title'),
            value: dateWords(request.neededBy, page),
          },
        ]}
      />
      {view.thoughts?.complaint && (
        <details class="ds-details" data-color="neutral">
          <summary>{t('thoughts.complaint')}</summary>
          <div>
            <Said written={{ [page.locale]: view.thoughts.complaint }} page={page} />
          </div>
        </details>
      )}
    </Section>
  );
}

/** Who answers there; while the contact is away the deputy, as on the page of the organisation. */
function contactFact(page: Page, { contact, deputy }: Unit, away: string | undefined) {
  const t = words(page.locale);
  const role = (away && deputy.role) || contact.role;
  if (!role) return false;
  return {
    term: t('who.contact'),
    value: (
      <>
        {page.text(role)}
        {away && (
          <>
            <br />
            <span class="small quiet">
              {t(deputy.role ? 'who.deputy' : 'who.away', { day: dateWords(away, page) })}
            </span>
          </>
        )}
      </>
    ),
  };
}

function Aside({ page, view }: { page: Page; view: RequestView }) {
  const t = words(page.locale);
  const { request, door } = view;
  const unit = view.units.get(request.unit ?? '');
  const asking = view.units.get(request.askerOrganisation ?? '');
  const asks = askerOf(request, view, (one) => page.text(one.name));
  return (
    <>
      <Section title={t('who.title')} ruled>
        <Facts
          facts={[
            {
              term: t('who.asks'),
              value: asking ? (
                <OrgChip
                  name={page.text(asking.name)}
                  sector={sectorOf(asking.kind)}
                  href={`/organisations/${asking.slug}`}
                  small
                />
              ) : (
                asks
              ),
            },
            Boolean(request.askerName) &&
              (asking || asks !== request.askerName) && { term: t('who.writes'), value: request.askerName },
            unit && {
              term: t('who.answers'),
              value: (
                <OrgChip
                  name={page.text(unit.name)}
                  sector={sectorOf(unit.kind)}
                  href={`/organisations/${unit.slug}`}
                  small
                />
              ),
            },
            unit && contactFact(page, unit, view.away),
            request.due !== null && { term: t('due.title'), value: dayWords(request.due, page) },
          ]}
        />
        <p class="small quiet">{t('who.sees')}</p>
      </Section>
      <Openness page={page} view={view} />
      {view.side === 'asker' && view.rating && (
        <Section title={t('rating.title')} ruled>
          <p class="small">{t(`rating.${view.rating.step as 1 | 2 | 3}`)}</p>
          {view.rating.hint && <Said written={{ [page.locale]: view.rating.hint }} page={page} />}
        </Section>
      )}
      <p class="small">
        <Link href={`${door.base}/report`} quiet>
          {t('report.link')}
        </Link>
      </p>
    </>
  );
}
