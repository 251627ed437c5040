import type { Page } from '../../../platform/http/page.ts';
import { typedDay } from '../../../platform/i18n/dates.ts';
import { ToldFields } from '../../../ui/consent.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Radios } from '../../../ui/radios.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { OfferView } from '../actions/offers.ts';
import type { sideFor } from '../actions/steps.ts';
import type { DisputeView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { fairness } from '../rules.ts';
import { FramedForm } from './frame.tsx';
import { Offered } from './offers.tsx';
import { offerWords, todayOf } from './parts.tsx';

type For = ReturnType<typeof sideFor>;

/** For a side: itself, or by who writes it down for one without people. */
function ForSide({ page, side, recorded }: { page: Page } & For) {
  return (
    <>
      {recorded && <input type="hidden" name="partner" value={side.id} />}
      {recorded && <ToldFields today={typedDay(todayOf(page))} />}
    </>
  );
}

/** A yes or a no to what another side has put to all. */
export function AnswerPage({
  page,
  view,
  state,
}: {
  page: Page;
  view: OfferView;
  state: FormState | undefined;
}) {
  const t = words(page.locale);
  const { at, offer, side, recorded } = view;
  const title = t('answer.title', { partner: side.name });
  return (
    <FramedForm
      {...{ page, state, title, inside: at.inside, dispute: at.dispute }}
      lead={offerWords(page, offer)}
      action={`/offers/${offer.id}`}
      button={t('answer.do')}
      before={<Offered page={page} at={at} offer={offer} />}
    >
      <ForSide {...{ page, side, recorded }} />
      <Radios
        name="answer"
        label={t(`answer.${offer.kind}`, { name: offer.helper || t('somebody') })}
        options={[
          { value: 'yes', label: t(offer.kind === 'settle' ? 'answer.settle.yes' : 'answer.yes') },
          { value: 'no', label: t('answer.no') },
        ]}
      />
      <TextArea name="reason" label={t('answer.reason')} help={t('answer.reason.help')} rows={3} optional />
    </FramedForm>
  );
}

type FairProps = { page: Page; at: DisputeView; state: FormState | undefined } & For;

/** One question, once it is over. */
export function FairPage({ page, at, state, side, recorded }: FairProps) {
  const t = words(page.locale);
  return (
    <FramedForm
      {...{ page, state, title: t('fair.title'), inside: at.inside, dispute: at.dispute }}
      lead={t('fair.lead')}
      action="/fairness"
      button={t('fair.do')}
    >
      <ForSide {...{ page, side, recorded }} />
      <Radios
        name="fair"
        label={t('fair.question', { partner: side.name })}
        options={fairness.map((value) => ({ value, label: t(`fair.${value}`) }))}
      />
    </FramedForm>
  );
}
