import { Button } from '../../../ui/button.tsx';
import { ConsentWords } from '../../../ui/consent.tsx';
import { Form } from '../../../ui/form.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayTakeBack } from '../actions/consent.ts';
import { words } from '../messages/index.ts';
import { type Way, ways } from '../rules.ts';
import { dayWords, langOf, pathOf, stateFor } from './parts.tsx';
import type { View } from './transition.tsx';

const wayOf = (choice: string): Way => (choice === 'go' ? 'go' : 'hold');

/** Go or hold: one proposal at a time, and what was decided before. */
export function Deciding(view: View) {
  const { page, at, sent } = view;
  const t = words(page.locale);
  const before = at.proposals.filter(({ closedAt }) => closedAt);
  const state = stateFor(sent, 'proposal');
  return (
    <Section title={t('deciding')} gap="6">
      {!at.current && before.length === 0 && <p class="text">{t('deciding.about')}</p>}
      {at.current && <Current {...view} />}
      {!at.current && at.inside.contributes && (
        <More summary={t('propose')} open={state !== undefined}>
          <Form action={`${pathOf(at.inside.partnership.id)}/proposals`} state={state}>
            <Radios
              name="choice"
              label={t('choice')}
              options={ways.map((value) => ({
                value,
                label: t(`way.${value}`),
                help: t(`way.${value}.help`),
              }))}
            />
            <TextArea name="text" label={t('why')} rows={3} />
            <TextArea name="more" label={t('more')} help={t('more.help')} rows={3} optional />
            <SubmitRow note={t('propose.note')}>
              <Button variant="secondary">{t('propose.do')}</Button>
            </SubmitRow>
          </Form>
        </More>
      )}
      {before.length > 0 && (
        <Lines label={t('decided')}>
          {before.map((one) => (
            <Line
              key={one.id}
              title={t(`way.${wayOf(one.choice)}`)}
              facts={[
                t(one.outcome === 'agreed' ? 'decided.agreed' : 'decided.withdrawn', {
                  day: dayWords(page, one.closedAt!),
                }),
                t('proposed.by', { who: one.byName ?? t('somebody'), day: dayWords(page, one.at) }),
              ]}
            >
              <div class="stack" data-gap="1" lang={langOf(page, one.locale)}>
                <p class="written text">{one.text}</p>
                {one.more && <p class="written text">{one.more}</p>}
              </div>
            </Line>
          ))}
        </Lines>
      )}
    </Section>
  );
}

function Current(view: View) {
  const { page, at } = view;
  const t = words(page.locale);
  const { proposal, words: said } = at.current!;
  const path = `${pathOf(at.inside.partnership.id)}/proposals/${proposal.id}`;
  const latest = new Map(said.map((one) => [one.partner, one]));
  return (
    <>
      <div class="stack" data-gap="2">
        <Heading level={3} size="xs">
          <Tag>{t(`way.${wayOf(proposal.choice)}`)}</Tag>
        </Heading>
        <p class="written text" lang={langOf(page, proposal.locale)}>
          {proposal.text}
        </p>
        {proposal.more && (
          <>
            <p class="small quiet">{t('more')}</p>
            <p class="written text" lang={langOf(page, proposal.locale)}>
              {proposal.more}
            </p>
          </>
        )}
        <p class="small quiet">
          {t('proposed.by', { who: proposal.byName ?? t('somebody'), day: dayWords(page, proposal.at) })}
        </p>
      </div>
      <ConsentWords
        label={t('deciding')}
        said={at.joined.map((partner) => {
          const word = latest.get(partner.id);
          const mine = at.voice?.partner.id === partner.id;
          const silent = at.silent.some(({ id }) => id === partner.id);
          return {
            name: partner.name,
            choice: word?.choice,
            reason: word?.reason,
            lang: word && (langOf(page, word.locale) as string),
            facts: word
              ? [
                  dayWords(page, word.at),
                  word.recordedHow && t('word.recorded', { who: word.byName ?? t('somebody') }),
                ]
              : [],
            end: (mine || silent) && (
              <Link href={`${path}/words?partner=${partner.id}`}>
                {t(silent ? 'word.for' : word ? 'word.again' : 'word.link')}
                <span class="ds-sr-only">: {partner.name}</span>
              </Link>
            ),
          };
        })}
      />
      <p class="small quiet">{t('deciding.rule')}</p>
      {mayTakeBack(page.person?.id, at, proposal) && (
        <Form action={`${path}/withdrawal`}>
          <Button variant="tertiary">{t('withdraw')}</Button>
        </Form>
      )}
    </>
  );
}
