import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { ConsentWords } from '../../../ui/consent.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayPropose, mayTakeBack } from '../access.ts';
import type { Proposals } from '../actions.ts';
import { words } from '../messages/index.ts';
import { type Hearing, homeOf, type Room, wayIn, wordAt } from '../room.ts';
import type { Again } from '../routes.tsx';
import type { ConsentProposal, ConsentWord } from '../store.ts';

type Props<Way extends string> = { page: Page; room: Room<Way>; at: Hearing & Proposals };
type Proposing<Way extends string> = Props<Way> & {
  /** Over the form in which something is proposed. */
  summary: string;
  again: { form: string; state: Again['state'] } | undefined;
  /** Beside it. */
  children?: ComponentChildren;
};

/** What is put to all: one proposal at a time, the way to make one, and what was decided before. */
export function Proposed<Way extends string>(props: Proposing<Way>) {
  const { page, room, at, summary, again, children } = props;
  const own = room.words(page.locale);
  const before = at.proposals.filter(({ closedAt }) => closedAt);
  return (
    <Section title={own('proposed')} gap="6">
      {at.proposals.length === 0 && <p class="text">{own('proposed.about')}</p>}
      {at.current && <Current {...props} {...at.current} />}
      {!at.current && mayPropose(at.inside) && (
        <More summary={summary} open={again?.form === 'proposal'}>
          <ProposalForm {...props} />
        </More>
      )}
      {children}
      {before.length > 0 && (
        <Lines label={words(page.locale)('decided')}>
          {before.map((one) => (
            <Before key={one.id} {...props} proposal={one} />
          ))}
        </Lines>
      )}
    </Section>
  );
}

/** That the reader's word is wanted; nothing where they have said it, or have none to say. */
export function NextWord<Way extends string>(props: Props<Way> & { children: ComponentChildren }) {
  const { page, room, at, children } = props;
  const { voice, current, inside } = at;
  const t = words(page.locale);
  if (!voice || !current || current.words.some(({ partner }) => partner === voice.partner.id)) return null;
  const { id: partner, name } = voice.partner;
  const href = wordAt(room, { partnership: inside.partnership.id, proposal: current.proposal.id, partner });
  return (
    <NextPanel
      title={t('next.word', { partner: name })}
      action={<ButtonLink href={href}>{t('word.link')}</ButtonLink>}
    >
      {children}
    </NextPanel>
  );
}

function ProposalForm<Way extends string>({ page, room, at, again }: Proposing<Way>) {
  const t = words(page.locale);
  const own = room.words(page.locale);
  const state = again?.form === 'proposal' ? again.state : undefined;
  const options = room.ways.map((value) => ({
    value,
    label: own(`way.${value}`),
    help: own(`way.${value}.help`),
  }));
  return (
    <Form action={`${homeOf(room, at.inside.partnership.id)}/proposals`} state={state}>
      <Radios name="choice" label={t('choice')} options={options} />
      <TextArea name="text" label={t('why')} rows={3} />
      <TextArea name="more" label={own('more')} help={own('more.help')} rows={3} optional />
      <SubmitRow note={t('propose.note')}>
        <Button variant="secondary">{t('propose.do')}</Button>
      </SubmitRow>
    </Form>
  );
}

type One<Way extends string> = Props<Way> & { proposal: ConsentProposal };

function proposedBy(page: Page, { byName, at }: ConsentProposal): string {
  const t = words(page.locale);
  return t('proposed.by', { who: byName ?? t('somebody'), day: page.day(at) });
}

function Before<Way extends string>({ page, room, proposal }: One<Way>) {
  const { choice, outcome, closedAt, locale, text, more } = proposal;
  const became = words(page.locale)(outcome === 'agreed' ? 'decided.agreed' : 'decided.withdrawn', {
    day: page.day(closedAt!),
  });
  return (
    <Line
      title={room.words(page.locale)(`way.${wayIn(room, choice)}`)}
      facts={[became, proposedBy(page, proposal)]}
    >
      <div class="stack" data-gap="1" lang={page.langOf(locale)}>
        <p class="written text">{text}</p>
        {more && <p class="written text">{more}</p>}
      </div>
    </Line>
  );
}

/** The open proposal, and what each partner has said to it. */
function Current<Way extends string>(props: One<Way> & { words: readonly ConsentWord[] }) {
  const { page, room, at, proposal } = props;
  const t = words(page.locale);
  const own = room.words(page.locale);
  const partnership = at.inside.partnership.id;
  const lang = page.langOf(proposal.locale);
  const latest = new Map(props.words.map((one) => [one.partner, one]));
  return (
    <>
      <div class="stack" data-gap="2">
        <p>
          <Tag>{own(`way.${wayIn(room, proposal.choice)}`)}</Tag>
        </p>
        <p class="written text" lang={lang}>
          {proposal.text}
        </p>
        {proposal.more && (
          <>
            <p class="small quiet">{own('more')}</p>
            <p class="written text" lang={lang}>
              {proposal.more}
            </p>
          </>
        )}
        <p class="small quiet">{proposedBy(page, proposal)}</p>
      </div>
      <ConsentWords
        label={own('proposed')}
        said={at.joined.map(({ id, name }) => {
          const word = latest.get(id);
          const mine = at.voice?.partner.id === id;
          const silent = at.silent.some((one) => one.id === id);
          const writer = word?.recordedHow && (word.byName ?? t('somebody'));
          return {
            name,
            choice: word?.choice,
            reason: word?.reason,
            lang: word && page.langOf(word.locale),
            facts: [word && page.day(word.at), writer && t('word.recorded', { who: writer })],
            end: (mine || silent) && (
              <Link href={wordAt(room, { partnership, proposal: proposal.id, partner: id })}>
                {t(silent ? 'word.for' : word ? 'word.again' : 'word.link')}
                <span class="ds-sr-only">: {name}</span>
              </Link>
            ),
          };
        })}
      />
      <p class="small quiet">{own('proposed.rule')}</p>
      {mayTakeBack(page.person?.id, at.inside, proposal) && (
        <Form action={`${homeOf(room, partnership)}/proposals/${proposal.id}/withdrawal`}>
          <Button variant="tertiary">{t('withdraw')}</Button>
        </Form>
      )}
    </>
  );
}
