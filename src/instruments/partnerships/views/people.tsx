import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { mayFacilitate } from '../actions/people.ts';
import { words } from '../messages/index.ts';
import type { Facilitator, GonePartner, ListedInvitation, Observer } from '../store.ts';
import { InvitationLines } from './invitation-lines.tsx';
import { WhoIsIn, type WhoView } from './who-is-in.tsx';

export type HandedOn = ListedInvitation & { handOn: string | undefined; renewable: boolean };
export type PeopleView = WhoView & {
  facilitators: readonly Facilitator[];
  /** Those who look on for no partner. */
  observers: Part<Observer>;
  invitations: Part<HandedOn>;
  gone: readonly GonePartner[];
};

/** Everybody in a partnership: partners with lead and deputy, who facilitates, who looks on, who is invited. */
export function PeoplePage({ page, view, form }: { page: Page; view: PeopleView; form?: FormState }) {
  const t = words(page.locale);
  const { inside, people, facilitators, observers, invitations, gone } = view;
  const { partnership, facilitates } = inside;
  const base = `/partnerships/${partnership.id}`;
  const others = mayFacilitate(people, facilitators);
  const end = (one: Facilitator | Observer, own: 'facilitator.end.own' | 'end.own') => {
    const self = one.id === page.person?.id;
    if (!self && !facilitates) return null;
    return (
      <ButtonLink variant="tertiary" href={`${base}/people/${one.membership}/end`} about={one.name}>
        {t(self ? own : 'end.part')}
      </ButtonLink>
    );
  };
  return (
    <Inside frame={page.frame} title={t('people')} partnership={partnership} errors={form?.errors}>
      <Intro title={t('people')} lead={t('people.lead')} />
      <Stack gap="12">
        <Section title={t('who')}>
          <WhoIsIn page={page} view={view} />
          {facilitates && (
            <Row>
              <ButtonLink href={`${base}/invitations/new`}>{t('invite')}</ButtonLink>
              <ButtonLink href={`${base}/partners/new`} variant="secondary">
                {t('silent')}
              </ButtonLink>
            </Row>
          )}
        </Section>
        {invitations.shown.length > 0 && (
          <Section title={t('invitations')}>
            <InvitationLines page={page} base={base} invitations={invitations.shown} />
            <Pager href={invitations.last && `${base}/people?invited=${invitations.last.id}`} />
          </Section>
        )}
        <Section title={t('facilitators')}>
          <p class="text small quiet">{t('facilitators.lead')}</p>
          <Lines>
            {facilitators.map((one) => (
              <Line
                key={one.membership}
                title={one.name}
                end={facilitators.length > 1 && end(one, 'facilitator.end.own')}
              />
            ))}
          </Lines>
          {facilitates && (
            <More summary={t('handOver')} open={form !== undefined}>
              {others.length > 0 && (
                <Form action={`${base}/facilitators`} state={form}>
                  <Select
                    name="person"
                    label={t('handOver.person')}
                    empty
                    options={others.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                  <Button variant="secondary">{t('handOver.do')}</Button>
                </Form>
              )}
              <p class="text">
                {t('handOver.stop')}{' '}
                <Link href={`${base}/invitations/new?role=facilitator`}>{t('handOver.invite')}</Link>
              </p>
            </More>
          )}
        </Section>
        {observers.shown.length > 0 && (
          <Section title={t('observers')}>
            <p class="text small quiet">{t('observers.lead')}</p>
            <Lines>
              {observers.shown.map((one) => (
                <Line key={one.membership} title={one.name} end={end(one, 'end.own')} />
              ))}
            </Lines>
            <Pager href={observers.last && `${base}/people?after=${observers.last.membership}`} />
          </Section>
        )}
        {gone.length > 0 && (
          <Section title={t('gonePartners')}>
            <Lines>
              {gone.map((one) => (
                <Line
                  key={one.id}
                  title={one.name || t('partner.unnamed')}
                  facts={[
                    t(one.removedAt ? 'removedOn' : 'leftOn', {
                      day: page.day(one.leftAt!),
                    }),
                  ]}
                  end={
                    one.removedAt && (
                      <Form action={`${base}/partners/${one.id}/return`}>
                        <Button variant="tertiary" about={one.name}>
                          {t('return')}
                        </Button>
                      </Form>
                    )
                  }
                >
                  {one.reason && t('reason', { reason: one.reason })}
                </Line>
              ))}
            </Lines>
          </Section>
        )}
      </Stack>
    </Inside>
  );
}
