import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { emptyForm, type FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { leads, partnerRoles } from '../access.ts';
import type { AtPartner } from '../actions/partners.ts';
import { words } from '../messages/index.ts';
import { InvitationLines } from './invitation-lines.tsx';
import { WhoDoesNotSignIn } from './invite.tsx';
import { Language, Note } from './invited-fields.tsx';
import { kindName } from './kinds.ts';
import type { HandedOn } from './people.tsx';
import { partnerName } from './who-is-in.tsx';

export type PartnerView = AtPartner & {
  invitations: Part<HandedOn>;
  /** As whom it was invited, as long as it has not said who it is. */
  invitedAs: ReadonlyMap<string, string>;
  vacant: boolean;
  replies: { all: number; onTime: number };
};

type Props = { page: Page; view: PartnerView; sendsMail: boolean; form?: FormState };

/** One partner: who leads, who stands in, who else is there, and how they keep their word. */
export function PartnerPage({ page, view, sendsMail, form = emptyForm }: Props) {
  const t = words(page.locale);
  const { inside, partner, people, invites, names, invitations, invitedAs, vacant, replies } = view;
  const { partnership } = inside;
  const base = `/partnerships/${partnership.id}`;
  const name = partnerName(page, partner, invitedAs);
  const joined = partner.joinedAt;
  // An address is no name.
  const known = [partner.name, invitedAs.get(partner.id) ?? ''].find(
    (one) => one !== '' && !one.includes('@'),
  );
  return (
    <Inside
      frame={page.frame}
      title={name}
      partnership={partnership}
      above={[{ href: `${base}/people`, label: t('people') }]}
      errors={form.errors}
    >
      <Intro
        title={name}
        state={joined ? kindName(page.locale, partner.kind) : t('partner.invited')}
        lead={
          joined &&
          (people.length === 0 && !vacant
            ? t('partner.silent.lead')
            : t('partner.since', { day: day(page, joined) }))
        }
      />
      <Stack gap="12">
        {vacant && !partner.leftAt && (
          <Notice tone="danger">
            <p>
              <strong>{t('vacancy')}</strong> {names && people.length > 0 && t('vacancy.name')}
              {invites && people.length === 0 && t('vacancy.invite')}
            </p>
          </Notice>
        )}
        {joined && (
          <Section title={t('partner.people')}>
            {people.length > 0 ? (
              <People page={page} view={view} base={base} />
            ) : (
              <p>{t('partner.nobody')}</p>
            )}
            {replies.all > 0 && <p class="text">{t('replies', replies)}</p>}
          </Section>
        )}
        {invitations.shown.length > 0 && (
          <Section title={t('invitations')}>
            <InvitationLines page={page} base={base} invitations={invitations.shown} />
            <Pager
              href={invitations.last && `${base}/partners/${partner.id}?invited=${invitations.last.id}`}
            />
          </Section>
        )}
        {inside.facilitates && !joined && !partner.leftAt && !partnership.endedAt && (
          <Dialog
            id="record"
            title={t('silent.instead')}
            open={t('silent.instead')}
            cancel={t('silent.instead.cancel')}
            shown={Boolean(form.errors.name || form.errors.kind)}
          >
            <p class="text">{t('silent.instead.lead')}</p>
            <Form action={`${base}/partners/${partner.id}/recording`} state={form}>
              <WhoDoesNotSignIn page={page} name={known} {...(partner.name && { kind: partner.kind })} />
              <Button>{t('silent.instead.do')}</Button>
            </Form>
          </Dialog>
        )}
        {invites && joined && <Invite page={page} view={view} sendsMail={sendsMail} form={form} />}
        {inside.facilitates && !invites && !partner.leftAt && (
          <p class="text">{t(people.length > 0 ? 'colleague.own' : 'colleague.kept', { name })}</p>
        )}
        <Leaving page={page} view={view} name={name} form={form} />
      </Stack>
    </Inside>
  );
}

function People({ page, view, base }: { page: Page; view: PartnerView; base: string }) {
  const t = words(page.locale);
  const { partner, invites, names, ends } = view;
  const there = `${base}/partners/${partner.id}/people`;
  const people = view.people.toSorted((a, b) => rank(a.role) - rank(b.role));
  const deputy = people.some((one) => one.role === 'deputy');
  return (
    <>
      <Lines>
        {people.map((one) => {
          const self = one.id === page.person?.id;
          const give = (role: 'lead' | 'deputy' | 'member') =>
            names &&
            one.role !== 'lead' &&
            one.role !== role && (
              <Form action={`${there}/${one.membership}/role`}>
                <Button variant="tertiary" name="role" value={role} about={one.name}>
                  {t(role === 'member' ? 'give.member' : `give.${role}`)}
                </Button>
              </Form>
            );
          return (
            <Line
              key={one.membership}
              title={one.name}
              facts={[t(`role.${one.role as 'lead'}`), one.kind === 'guest' && t('byLink')]}
              end={
                <Row>
                  {give('lead')}
                  {give('deputy')}
                  {one.role === 'deputy' && give('member')}
                  {(ends || self) && (
                    <ButtonLink variant="tertiary" href={`${there}/${one.membership}/end`} about={one.name}>
                      {t(self ? 'end.self' : 'end.part')}
                    </ButtonLink>
                  )}
                </Row>
              }
            />
          );
        })}
      </Lines>
      {!deputy && (
        <p>
          {t('deputy.nobody')}{' '}
          {invites && t(names && people.length > 1 ? 'deputy.nobody.do' : 'deputy.nobody.invite')}
        </p>
      )}
    </>
  );
}

function rank(role: string): number {
  return (partnerRoles as readonly string[]).indexOf(role);
}

function Invite({ page, view, sendsMail, form }: Required<Props>) {
  const t = words(page.locale);
  const { partner, people, inside } = view;
  const roles = partnerRoles.filter((role) => role !== 'lead' || !people.some((one) => one.role === 'lead'));
  return (
    <Section title={t('colleague')}>
      <Form action={`/partnerships/${inside.partnership.id}/partners/${partner.id}/invitations`} state={form}>
        <Field name="email" type="email" label={t('colleague.email')} width="medium" autocomplete="off" />
        <Field name="name" label={t('colleague.name')} width="medium" autocomplete="off" optional />
        <Radios
          name="role"
          label={t('colleague.role')}
          value={roles[0] === 'lead' ? 'lead' : 'member'}
          options={roles.map((role) => ({
            value: role,
            label: t(`role.${role}`),
            help: t(`role.${role}.help`),
          }))}
        />
        <Language page={page} />
        <Note page={page} />
        <Button>{t(sendsMail ? 'colleague.do' : 'invite.do.byHand')}</Button>
      </Form>
    </Section>
  );
}

/** A partner leaves by its lead's word; who facilitates takes one out, and can take that back. */
function Leaving({
  page,
  view,
  name,
  form,
}: {
  page: Page;
  view: PartnerView;
  name: string;
  form: FormState;
}) {
  const t = words(page.locale);
  const { inside, partner } = view;
  const there = `/partnerships/${inside.partnership.id}/partners/${partner.id}`;
  if (partner.leftAt) {
    return (
      <Section title={t(partner.removedAt ? 'removedOn' : 'leftOn', { day: day(page, partner.leftAt) })}>
        {partner.reason && <p class="text">{t('reason', { reason: partner.reason })}</p>}
        {partner.removedAt && (
          <Form action={`${there}/return`}>
            <Button>{t('return')}</Button>
          </Form>
        )}
      </Section>
    );
  }
  const own = leads(page.scope, partner.id) && !inside.partnership.endedAt;
  if (!partner.joinedAt || (!own && !inside.facilitates)) return null;
  return (
    <Dialog
      id="leave"
      title={t(own ? 'leave.title' : 'remove.title', { name })}
      open={t(own ? 'leave' : 'remove', { name })}
      cancel={t('leave.cancel')}
      danger
      shown={Boolean(form.errors.reason)}
    >
      <p class="text">{t(own ? 'leave.lead' : 'remove.lead')}</p>
      <Form action={`${there}/removal`} state={form}>
        <TextArea name="reason" label={t('leave.reason')} rows={3} optional />
        <Button variant="secondary" color="danger">
          {t(own ? 'leave.do' : 'remove.do')}
        </Button>
      </Form>
    </Dialog>
  );
}

function day(page: Page, at: Date): string {
  return page.day(at);
}
