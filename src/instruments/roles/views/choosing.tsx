import { listed } from '../../../platform/i18n/names.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { State } from '../../../ui/state.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import { outcomeOf, termState, typedConsent } from '../rules.ts';
import type { RoleView } from './role.tsx';
import { stateOf } from './sent.ts';

/** Nominations first, then one candidate whom all agree to. Where somebody holds the role, choosing anew is out of the way. */
export function Choosing(view: RoleView) {
  const { page, inside, proposal, nominations, terms, of } = view;
  if (proposal) return <Candidate {...view} />;
  const { role } = inside;
  const held = role.holder !== null && role.term !== null;
  const begun = nominations.length > 0 || of === 'nomination' || of === 'proposal';
  const today = dayOf(page.now, page.city.timeZone);
  if (!held || begun || !terms[0] || termState(terms[0].until, today) !== 'held')
    return <Nominating {...view} />;
  return (
    <More summary={words(page.locale)('choose.again')}>
      <Nominating {...view} />
    </More>
  );
}

function Candidate(view: RoleView) {
  const { page, inside, proposal, consents, waitedFor } = view;
  const { partnership, partners, role, speaksAs, facilitates, contributes } = inside;
  const t = words(page.locale);
  const path = `/partnerships/${partnership.id}/roles/${role.id}`;
  const name = proposal!.name ?? t('somebody');
  const latest = new Map(consents.map((consent) => [consent.partner, consent]));
  const { objections } = outcomeOf(proposal!.willingAt !== null, waitedFor, consents);
  const mine = contributes && proposal!.person === page.person?.id && !proposal!.willingAt;
  const asked = speaksAs && !latest.has(speaksAs.id);
  const silent = partners.filter(
    ({ id, joinedAt }) => joinedAt && !waitedFor.includes(id) && !latest.has(id),
  );
  const dotOf = (choice: 'yes' | 'objection' | undefined) =>
    choice === 'yes' ? 'agreed' : choice === 'objection' ? 'revisit' : 'none';
  const consentForm = speaksAs && (
    <Form
      action={`${path}/consents`}
      state={stateOf('consent', view)}
      stands={typedConsent(latest.get(speaksAs.id))}
    >
      <input type="hidden" name="proposal" value={proposal!.id} />
      <Radios
        name="choice"
        label={t('consent', { partner: speaksAs.name, name })}
        options={[
          { value: 'yes', label: t('consent.yes') },
          { value: 'objection', label: t('consent.objection') },
        ]}
      />
      <TextArea name="reason" label={t('objection')} help={t('objection.help')} rows={3} />
      <SubmitRow>
        <Button variant={mine || !asked ? 'secondary' : 'primary'}>{t('consent.do')}</Button>
      </SubmitRow>
    </Form>
  );
  return (
    <>
      {mine && (
        <NextPanel
          title={t('willing.title', { title: role.title })}
          action={
            <Form action={`${path}/answer`}>
              <SubmitRow>
                <Button name="answer" value="yes">
                  {t('willing.yes')}
                </Button>
                <Button name="answer" value="no" variant="secondary">
                  {t('willing.no')}
                </Button>
              </SubmitRow>
            </Form>
          }
        >
          {t('willing.text')}
        </NextPanel>
      )}
      <Section title={t('candidate', { name })}>
        <p class="text written">{proposal!.reason}</p>
        {proposal!.willingAt ? (
          <p class="text">{t('candidate.willing', { name })}</p>
        ) : (
          !mine && <p class="text">{t('candidate.asked', { name })}</p>
        )}
        <Lines label={t('words')}>
          {partners
            .filter(({ id }) => waitedFor.includes(id) || latest.has(id))
            .map((partner) => {
              const said = latest.get(partner.id);
              return (
                <Line
                  key={partner.id}
                  title={partner.name}
                  facts={[
                    <State key="state" state={dotOf(said?.choice)}>
                      {t(`word.${said?.choice ?? 'none'}`)}
                    </State>,
                  ]}
                >
                  {said?.reason && <span class="written">{said.reason}</span>}
                </Line>
              );
            })}
        </Lines>
        {silent.length > 0 && (
          <p class="small quiet">
            {t('words.silent', {
              partners: listed(
                silent.map((one) => one.name),
                page.locale,
              ),
            })}
          </p>
        )}
        {objections.length > 0 && <p class="text">{t('objection.stands')}</p>}
        {consentForm}
        {(facilitates || (contributes && proposal!.by === page.person?.id)) && (
          <Form action={`${path}/withdrawal`}>
            <Button variant="tertiary">{t('withdraw')}</Button>
          </Form>
        )}
      </Section>
    </>
  );
}

function Nominating(view: RoleView) {
  const { page, inside, nominations, candidates, of } = view;
  const { partnership, partners, role, speaksAs, contributes } = inside;
  const t = words(page.locale);
  const path = `/partnerships/${partnership.id}/roles/${role.id}`;
  const options = candidates.map(({ id, name }) => ({ value: id, label: name }));
  const named = nominations.find(({ partner }) => partner === speaksAs?.id);
  const fields = (id: string, begun: { person: string; reason: string } | undefined) => {
    // The summary of errors leads to ids that are names: of the form that was sent.
    const own = (name: string) => ((of ?? 'nomination') === id ? {} : { id: `${id}-${name}` });
    return (
      <>
        <Select
          {...own('person')}
          name="person"
          label={t(`${id as 'nomination'}.person`)}
          empty
          options={options}
          value={begun?.person ?? ''}
        />
        <TextArea
          {...own('reason')}
          name="reason"
          label={t(`${id as 'nomination'}.reason`)}
          rows={3}
          value={begun?.reason ?? ''}
        />
      </>
    );
  };
  const nominating = (
    <Form action={`${path}/nominations`} state={stateOf('nomination', view)}>
      {fields('nomination', named)}
      <SubmitRow>
        <Button variant={named ? 'secondary' : 'primary'}>
          {t(named ? 'nomination.again' : 'nomination.do')}
        </Button>
      </SubmitRow>
    </Form>
  );
  return (
    <>
      <Section title={t('nominations')}>
        <p class="text">{t(role.holder ? 'nominations.next' : 'nominations.lead')}</p>
        {nominations.length > 0 && (
          <Lines label={t('nominations')}>
            {nominations.map((one) => (
              <Line
                key={one.id}
                title={one.name ?? t('somebody')}
                facts={[
                  t('nominations.by', { partner: partners.find(({ id }) => id === one.partner)?.name ?? '' }),
                ]}
              >
                <span class="written">{one.reason}</span>
              </Line>
            ))}
          </Lines>
        )}
        {speaksAs && !named && nominating}
        {speaksAs && named && (
          <More summary={t('nomination.again')} open={of === 'nomination'}>
            {nominating}
          </More>
        )}
      </Section>
      {contributes && (
        // One form at a time: first a partner names somebody, then somebody is proposed.
        <More summary={t('proposal')} open={of === 'proposal' || !speaksAs || named !== undefined}>
          <p class="text">{t('proposal.lead')}</p>
          <Form action={`${path}/proposal`} state={stateOf('proposal', view)}>
            {fields('proposal', nominations[0])}
            <SubmitRow>
              <Button variant={speaksAs && !named ? 'secondary' : 'primary'}>{t('proposal.do')}</Button>
            </SubmitRow>
          </Form>
        </More>
      )}
    </>
  );
}
