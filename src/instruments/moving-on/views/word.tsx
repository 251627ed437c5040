import { typedWord } from '../../../mechanisms/consent/rules.ts';
import type { ConsentProposal, ConsentWord } from '../../../mechanisms/consent/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { ConsentFields, ToldFields } from '../../../ui/consent.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Hearing, Voice } from '../../transition/actions/consent.ts';
import { words } from '../messages/index.ts';
import { frameBelow, langOf, pathOf, wayOf } from './parts.tsx';

type Props = {
  page: Page;
  at: Hearing;
  voice: Voice;
  proposal: ConsentProposal;
  said: ConsentWord | undefined;
  state?: FormState | undefined;
};

/** A partner's word to the end. */
export function WordPage({ page, at, voice, proposal, said, state }: Props) {
  const t = words(page.locale);
  const { partnership } = at.inside;
  const title = t('word.title', { partner: voice.partner.name });
  const path = pathOf(partnership.id);
  return (
    <InsidePage {...frameBelow(page, partnership, title, state?.errors)}>
      <Stack gap="12">
        <Intro title={title} lead={t(voice.recorded ? 'recorded.lead' : 'word.lead')} />
        <Quote by={t(`way.${wayOf(proposal.choice)}`)} lang={langOf(page, proposal.locale) as string}>
          <p>{proposal.text}</p>
          {proposal.more && <p>{proposal.more}</p>}
        </Quote>
        <Form action={`${path}/proposals/${proposal.id}/words`} state={state} stands={typedWord(said)}>
          <input type="hidden" name="partner" value={voice.recorded ? voice.partner.id : ''} />
          {voice.recorded && <ToldFields today={typedDay(dayOf(page.now, page.city.timeZone))} />}
          <ConsentFields label={t('word.label')} />
          <SubmitRow cancel={path}>
            <Button>{t('word.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </InsidePage>
  );
}
