import { typedWord } from '../../../mechanisms/consent/rules.ts';
import type { ConsentProposal, ConsentWord } from '../../../mechanisms/consent/store.ts';
import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { ConsentFields, ToldFields } from '../../../ui/consent.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Hearing, Voice } from '../actions/consent.ts';
import { words } from '../messages/index.ts';
import { type Check, checks } from '../rules.ts';
import { langOf, pathOf } from './parts.tsx';

type Props = { page: Page; at: Hearing; voice: Voice; state?: FormState | undefined };

const frameOf = ({ page, at, state }: Props, title: string) => ({
  frame: page.frame,
  title,
  partnership: at.inside.partnership,
  above: [{ href: pathOf(at.inside.partnership.id), label: words(page.locale)('title') }],
  ...(state && { errors: state.errors }),
});

/** What a partner ticks of itself. */
export function ChecksPage(props: Props & { ticked: readonly Check[] }) {
  const { page, at, voice, state, ticked } = props;
  const t = words(page.locale);
  const title = t('checks.title', { partner: voice.partner.name });
  const path = pathOf(at.inside.partnership.id);
  return (
    <InsidePage {...frameOf(props, title)}>
      <Stack gap="12">
        <Intro title={title} lead={t(voice.recorded ? 'recorded.lead' : 'checks.lead')} />
        <Form action={`${path}/checks`} state={state}>
          <input type="hidden" name="partner" value={voice.recorded ? voice.partner.id : ''} />
          <Checkboxes
            name="ticked"
            label={t('checks.label')}
            options={checks.map((value) => ({ value, label: t(`check.${value}`) }))}
            chosen={ticked}
          />
          <SubmitRow cancel={path}>
            <Button>{t('checks.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </InsidePage>
  );
}

/** A partner's word to go or hold. */
export function WordPage(props: Props & { proposal: ConsentProposal; said: ConsentWord | undefined }) {
  const { page, at, voice, state, proposal, said } = props;
  const t = words(page.locale);
  const title = t('word.title', { partner: voice.partner.name });
  const path = pathOf(at.inside.partnership.id);
  const today = typedDay(dayOf(page.now, page.city.timeZone));
  return (
    <InsidePage {...frameOf(props, title)}>
      <Stack gap="12">
        <Intro title={title} lead={t(voice.recorded ? 'recorded.lead' : 'word.lead')} />
        <Quote
          by={t(proposal.choice === 'go' ? 'way.go' : 'way.hold')}
          lang={langOf(page, proposal.locale) as string}
        >
          <p>{proposal.text}</p>
          {proposal.more && <p>{proposal.more}</p>}
        </Quote>
        <Form action={`${path}/proposals/${proposal.id}/words`} state={state} stands={typedWord(said)}>
          <input type="hidden" name="partner" value={voice.recorded ? voice.partner.id : ''} />
          {voice.recorded && <ToldFields today={today} />}
          <ConsentFields label={t('word.label')} />
          <SubmitRow cancel={path}>
            <Button>{t('word.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </InsidePage>
  );
}
