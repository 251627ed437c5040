import { wayIn } from '../../../mechanisms/consent/room.ts';
import type { Standing } from '../../../mechanisms/living-document/standing.ts';
import type { ListedDocument } from '../../../mechanisms/living-document/store.ts';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { Letter } from '../../../ui/letter.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { Facilitator, Partnership } from '../../partnerships/store.ts';
import type { Chapter } from '../../timeline/actions.ts';
import { type MovingOn, theEnd } from '../actions.ts';
import { words } from '../messages/index.ts';
import { itemKinds } from '../rules.ts';
import type { Item, PartnerEver } from '../store.ts';
import { Kind } from './items.tsx';

type Props = {
  page: Page;
  about: Partnership;
  moving: MovingOn;
  /** The text of what was learnt. */
  learnt: Standing | undefined;
  partners: readonly PartnerEver[];
  facilitators: readonly Facilitator[];
  items: Part<Item>;
  texts: Part<ListedDocument>;
  told: Chapter;
};

/** A partnership that has ended, on one sheet: what it was, who, what was agreed and learnt, and what became of things. */
export function ArchivePage(props: Props) {
  const { page, about, moving, items } = props;
  const t = words(page.locale);
  return (
    <Stack gap="6">
      <Letter
        head={<span lang={page.langOf(about.locale)}>{about.name}</span>}
        foot={<p>{t('archive.foot')}</p>}
      >
        <Heading level={2}>{t('archive')}</Heading>
        <What {...props} />
        <Who {...props} />
        <Agreed {...props} />
        <WasLearnt {...props} />
        <Section title={t('archive.became')} level={3}>
          {items.shown.length === 0 ? (
            <p class="quiet">{t('archive.became.none')}</p>
          ) : (
            itemKinds.map((kind) => <Kind key={kind} page={page} kind={kind} items={items.shown} level={3} />)
          )}
        </Section>
        {moving.thanks.length > 0 && (
          <Section title={t('thanks')} level={3}>
            {moving.thanks.map((one) => (
              <Quote
                key={`${one.from} ${one.to}`}
                by={t('thanks.by', { from: one.fromName || t('the-facilitators'), to: one.toName })}
                lang={page.langOf(one.locale)}
              >
                {one.text}
              </Quote>
            ))}
          </Section>
        )}
        <Story {...props} />
      </Letter>
      <PrintButton />
    </Stack>
  );
}

/** What it was, from when to when, and how it ended. */
function What({ page, about, moving }: Props) {
  const t = words(page.locale);
  const { agreed, end } = moving;
  const ended = about.endedAt!;
  return (
    <Facts
      facts={[
        { term: t('archive.what'), value: <span lang={page.langOf(about.locale)}>{about.purpose}</span> },
        { term: t('archive.where'), value: <span lang={page.langOf(about.locale)}>{about.place}</span> },
        {
          term: t('archive.when'),
          value: t('archive.when.days', {
            from: page.day(about.begunAt!),
            until: page.day(ended),
          }),
        },
        agreed && {
          term: t('archive.how'),
          value: (
            <>
              {t(`way.${wayIn(theEnd, agreed.choice)}`)}{' '}
              <span class="written" lang={page.langOf(agreed.locale)}>
                {[agreed.text, agreed.more].filter(Boolean).join('\n')}
              </span>
            </>
          ),
        },
        end &&
          end.open.length > 0 &&
          // Of an end before this one nothing is told: it was taken up again since.
          end.at >= ended && {
            term: t('archive.open'),
            value: (
              <>
                {end.open.map((key) => t(`was-open.${key}`)).join(' ')}{' '}
                <span class="written" lang={page.langOf(end.locale)}>
                  {end.reason}
                </span>
              </>
            ),
          },
      ]}
    />
  );
}

function Who({ page, partners, facilitators }: Props) {
  const t = words(page.locale);
  return (
    <Section title={t('archive.who')} level={3}>
      <Lines label={t('archive.who')}>
        {partners.map(({ id, name, joinedAt, leftAt }) => (
          <Line
            key={id}
            level={4}
            title={name || t('some-partner')}
            facts={[
              leftAt
                ? t('archive.who.days', { from: page.day(joinedAt!), until: page.day(leftAt) })
                : t('archive.who.since', { from: page.day(joinedAt!) }),
            ]}
          />
        ))}
      </Lines>
      {facilitators.length > 0 && (
        <p class="text">
          {t('archive.facilitators', {
            names: new Intl.ListFormat(page.locale).format(facilitators.map(({ name }) => name)),
          })}
        </p>
      )}
    </Section>
  );
}

/** All texts, those that hold first. */
function Agreed({ page, about, texts }: Props) {
  const t = words(page.locale);
  const base = `/partnerships/${about.id}/texts`;
  const line = (one: ListedDocument) => (
    <Line
      key={one.id}
      level={4}
      href={one.since ? `${base}/${one.id}/sheet` : `${base}/${one.id}`}
      title={one.title}
      lang={page.langOf(one.locale)}
      facts={[one.since ? t('text.agreed', { day: page.day(one.since) }) : t('archive.never')]}
    />
  );
  const agreed = texts.shown.filter(({ since }) => since);
  const others = texts.shown.filter(({ since }) => !since);
  return (
    <>
      <Section title={t('archive.agreed')} level={3}>
        {agreed.length === 0 ? (
          <p class="quiet">{t('archive.agreed.none')}</p>
        ) : (
          <Lines label={t('archive.agreed')}>{agreed.map(line)}</Lines>
        )}
      </Section>
      {others.length > 0 && (
        <Section title={t('archive.others')} level={3}>
          <Lines label={t('archive.others')}>{others.map(line)}</Lines>
        </Section>
      )}
      {texts.last && (
        <p class="on-screen">
          <Link href={`${base}?after=${texts.last.id}`}>{t('archive.texts')}</Link>
        </p>
      )}
    </>
  );
}

function WasLearnt({ page, learnt }: Props) {
  const t = words(page.locale);
  const parts = learnt?.blocks.flatMap(({ agreed, latest }) => {
    const shown = agreed ?? latest;
    return shown && shown.text !== '' ? [shown] : [];
  });
  return (
    <Section title={t('learnt')} level={3}>
      {!parts || parts.length === 0 ? (
        <p class="quiet">{t('archive.learnt.none')}</p>
      ) : (
        parts.map((part) => (
          <div class="stack" data-gap="1" key={part.id} lang={page.langOf(learnt!.document.locale)}>
            <Heading level={4} size="2xs">
              {part.heading}
            </Heading>
            <p class="text written">{part.text}</p>
          </div>
        ))
      )}
    </Section>
  );
}

/** The marked lines of the timeline, from the beginning. */
function Story({ page, about, told }: Props) {
  const t = words(page.locale);
  const base = `/partnerships/${about.id}`;
  return (
    <Section title={t('archive.story')} level={3}>
      <Lines label={t('archive.story')}>
        {told.told.map((one) => (
          <Line
            key={one.id}
            level={4}
            title={one.sentence ?? one.moment?.text ?? ''}
            facts={[page.day(one.day)]}
          />
        ))}
      </Lines>
      <p class="row on-screen">
        <Link href={`${base}/timeline`}>{t('archive.timeline')}</Link>
        <Link href={`${base}/rounds`}>{t('archive.rounds')}</Link>
        <Link href={`${base}/transition/plan`}>{t('archive.plan')}</Link>
      </p>
    </Section>
  );
}
