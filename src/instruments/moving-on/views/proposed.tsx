import { Button } from '../../../ui/button.tsx';
import { ConsentWords } from '../../../ui/consent.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { mayTakeBack } from '../../transition/actions/consent.ts';
import { words } from '../messages/index.ts';
import { ways } from '../rules.ts';
import type { View } from './moving-on.tsx';
import { dayWords, langOf, pathOf, wayOf } from './parts.tsx';

/** Going on elsewhere or closing; and where one partner alone goes who wants to leave. */
export function Proposed(view: View) {
  const { page, at, sent } = view;
  const t = words(page.locale);
  const { inside, voice } = at;
  const { id } = inside.partnership;
  const before = at.proposals.filter(({ closedAt }) => closedAt);
  const state = sent?.form === 'proposal' ? sent.state : undefined;
  return (
    <Section title={t('proposed')} gap="6">
      {!at.current && before.length === 0 && <p class="text">{t('proposed.about')}</p>}
      {at.current && <Current {...view} />}
      {!at.current && inside.contributes && (
        <More summary={t(at.agreed ? 'propose.again' : 'propose')} open={state !== undefined}>
          <Form action={`${pathOf(id)}/proposals`} state={state}>
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
            <TextArea name="more" label={t('to-whom')} help={t('to-whom.help')} rows={2} optional />
            <SubmitRow note={t('propose.note')}>
              <Button variant="secondary">{t('propose.do')}</Button>
            </SubmitRow>
          </Form>
        </More>
      )}
      {voice && !voice.recorded && (
        <p class="text on-screen">
          {t('leave')}{' '}
          <Link href={`/partnerships/${id}/partners/${voice.partner.id}`}>
            {t('leave.link', { partner: voice.partner.name })}
          </Link>
        </p>
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

function Current({ page, at }: View) {
  const t = words(page.locale);
  const { proposal, words: said } = at.current!;
  const path = `${pathOf(at.inside.partnership.id)}/proposals/${proposal.id}`;
  const latest = new Map(said.map((one) => [one.partner, one]));
  return (
    <>
      <div class="stack" data-gap="2">
        <p>
          <Tag>{t(`way.${wayOf(proposal.choice)}`)}</Tag>
        </p>
        <p class="written text" lang={langOf(page, proposal.locale)}>
          {proposal.text}
        </p>
        {proposal.more && (
          <>
            <p class="small quiet">{t('to-whom')}</p>
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
        label={t('proposed')}
        said={at.joined.map((partner) => {
          const word = latest.get(partner.id);
          const silent = at.silent.some(({ id }) => id === partner.id);
          const mine = at.voice?.partner.id === partner.id;
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
      <p class="small quiet">{t('proposed.rule')}</p>
      {mayTakeBack(page.person?.id, at, proposal) && (
        <Form action={`${path}/withdrawal`}>
          <Button variant="tertiary">{t('withdraw')}</Button>
        </Form>
      )}
    </>
  );
}
