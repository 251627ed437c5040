import { ButtonLink } from '../../../ui/button.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import type { Logged } from '../store.ts';
import { type DisputeProps, entryFacts, entryWords, nameOf, pathOf } from './parts.tsx';

/** Everything that happened, the first first, and beside it how sides see it. */
export function Log({ page, at }: DisputeProps) {
  const t = words(page.locale);
  const path = `${pathOf(at.inside.partnership.id)}/${at.dispute.id}`;
  const notes = (at.side || at.helps) && at.standing.step !== 'ended';
  return (
    <Section title={t('log')} id="log">
      <p class="text">{t('log.lead')}</p>
      <Lines label={t('log')}>
        {at.entries.map((entry) => (
          <Entry key={entry.id} page={page} at={at} entry={entry} path={path} />
        ))}
      </Lines>
      {notes && (
        <Row>
          <ButtonLink variant="secondary" href={`${path}/notes`}>
            {t('log.note')}
          </ButtonLink>
        </Row>
      )}
    </Section>
  );
}

function Entry({ page, at, entry, path }: DisputeProps & { entry: Logged; path: string }) {
  const t = words(page.locale);
  const views = at.views.filter((one) => one.entry === entry.id);
  const sentence = entryWords(page, at, entry);
  const offer = entry.kind === 'offered' ? at.offers.find(({ id }) => id === entry.offer) : undefined;
  const text = entry.text || offer?.text;
  return (
    <Line
      title={sentence}
      end={
        at.side && (
          <Link href={`${path}/log/${entry.id}`}>
            {t('log.view')}
            <span class="ds-sr-only">: {sentence}</span>
          </Link>
        )
      }
    >
      {text && (
        <p class="written text" lang={page.langOf(entry.locale)}>
          {text}
        </p>
      )}
      {entry.decision && (
        <p class="text">
          <Link href={`/partnerships/${at.inside.partnership.id}/decisions/${entry.decision}`}>
            <span lang={page.langOf(entry.decisionLocale!)}>{entry.decisionTitle}</span>
          </Link>
        </p>
      )}
      {/* Before the views, which have days of their own. */}
      <p class="small quiet">{entryFacts(page, entry).join(' · ')}</p>
      {views.map((view) => (
        <Quote
          key={view.id}
          lang={page.langOf(view.locale)}
          by={`${t('log.view.of', { partner: nameOf(page, at, view.partner) })} · ${page.moment(view.at)}`}
        >
          {view.text}
        </Quote>
      ))}
    </Line>
  );
}
