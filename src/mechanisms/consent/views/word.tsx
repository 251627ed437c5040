import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { ConsentFields, ToldFields } from '../../../ui/consent.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import { type Hearing, homeOf, type Room, type Voice, wayIn } from '../room.ts';
import { typedWord } from '../rules.ts';
import type { ConsentProposal, ConsentWord } from '../store.ts';

type Props<Way extends string> = {
  page: Page;
  room: Room<Way>;
  at: Hearing;
  voice: Voice;
  proposal: ConsentProposal;
  /** What the partner has said last. */
  said: ConsentWord | undefined;
  state?: FormState | undefined;
};

/** A partner's word to what is proposed. */
export function WordPage<Way extends string>(props: Props<Way>) {
  const { page, room, at, voice, proposal, said, state } = props;
  const t = words(page.locale);
  const own = room.words(page.locale);
  const { partnership } = at.inside;
  const title = t('word.title', { partner: voice.partner.name });
  const home = homeOf(room, partnership.id);
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[{ href: home, label: own('title') }]}
      {...(state && { errors: state.errors })}
    >
      <Stack gap="12">
        <Intro title={title} lead={t(voice.recorded ? 'recorded.lead' : 'word.lead')} />
        <Quote by={own(`way.${wayIn(room, proposal.choice)}`)} lang={page.langOf(proposal.locale)}>
          <p>{proposal.text}</p>
          {proposal.more && <p>{proposal.more}</p>}
        </Quote>
        <Form action={`${home}/proposals/${proposal.id}/words`} state={state} stands={typedWord(said)}>
          <input type="hidden" name="partner" value={voice.recorded ? voice.partner.id : ''} />
          {voice.recorded && <ToldFields today={typedDay(dayOf(page.now, page.city.timeZone))} />}
          <ConsentFields label={t('word.label')} />
          <SubmitRow cancel={home}>
            <Button>{t('word.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Inside>
  );
}
