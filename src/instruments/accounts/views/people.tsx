import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import { ownName } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Section } from '../../../ui/section.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { neededAs, rolesOf, type Staffing } from '../rules.ts';
import type { Invitation, Member, NamedSpace, OpenInvitation } from '../store.ts';
import { roleName } from './roles.tsx';

export type PeopleView = {
  space: NamedSpace;
  members: Part<Member>;
  there: Staffing;
  /** Undefined for those who may only look. */
  invitations:
    | (Pick<Part<OpenInvitation>, 'last'> & {
        shown: (OpenInvitation & { handOn: string | undefined })[];
      })
    | undefined;
  sendsMail: boolean;
};

export function PeoplePage({ page, people, form }: { page: Page; people: PeopleView; form?: FormState }) {
  const t = words(page.locale);
  const { space, members, there, invitations } = people;
  const name = page.text(space.name);
  const isCity = space.kind === 'city';
  const title = isCity ? t('administrators') : t('people', { name });
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  const base = `/spaces/${space.id}`;
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={
        isCity
          ? [{ href: '/settings', label: t('administrators.settings') }, { label: title }]
          : [{ href: space.href, label: name }, { label: t('account.people') }]
      }
      errors={form?.errors ?? {}}
    >
      <Intro title={title} lead={isCity ? t('administrators.lead', { name }) : t('people.lead', { name })} />
      <Stack gap="12">
        {there.all === 0 ? (
          <p>{t('people.none')}</p>
        ) : (
          <Lines label={title}>
            {members.shown.map((member) => (
              <Line
                key={member.id}
                level={2}
                title={member.name}
                facts={[
                  roleName(t, member.role),
                  member.kind === 'mailbox' && t('mailbox'),
                  member.closed !== null && t('people.closed'),
                  `${t('people.since')} ${writeDate(member.since, 'long', where)}`,
                ]}
                end={
                  (invitations || member.person === page.person?.id) &&
                  !neededAs(member, there) && (
                    <Form action={`${base}/members/${member.id}/end`}>
                      <Button variant="tertiary" about={member.name}>
                        {t(member.person === page.person?.id ? 'people.leave' : 'people.end')}
                      </Button>
                    </Form>
                  )
                }
              />
            ))}
          </Lines>
        )}
        <Pager href={members.last && `${base}/people?after=${members.last.id}`} />
        {invitations && (
          <>
            <Section title={t('people.invitations')}>
              {invitations.shown.length === 0 ? (
                <p class="quiet">{t('people.invitations.none')}</p>
              ) : (
                <Lines>
                  {invitations.shown.map((invitation) => (
                    <Line
                      key={invitation.id}
                      title={invitation.email}
                      facts={[
                        roleName(t, invitation.role),
                        t('people.expires', { day: writeDate(invitation.expires_at, 'long', where) }),
                      ]}
                      end={
                        <Form action={`${base}/invitations/${invitation.id}/withdrawal`}>
                          <Button variant="tertiary" about={invitation.email}>
                            {t('people.withdraw')}
                          </Button>
                        </Form>
                      }
                    >
                      {invitation.handOn && (
                        <p class="small">
                          {t('invite.handOn.about', { email: invitation.email })}{' '}
                          <code>{invitation.handOn}</code>
                        </p>
                      )}
                    </Line>
                  ))}
                </Lines>
              )}
              <Pager href={invitations.last && `${base}/people?invited=${invitations.last.id}`} />
            </Section>
            {!isCity && (
              <p class="text">
                {t('people.ownSignIn')} <Link href={`${base}/sign-in`}>{t('people.ownSignIn.do')}</Link>
              </p>
            )}
            <Section title={t(isCity ? 'administrators.invite' : 'invite')}>
              <Form action={`${base}/invitations`} state={form}>
                <Field
                  name="email"
                  type="email"
                  label={t('invite.email')}
                  autocomplete="off"
                  width="medium"
                />
                <Field name="name" label={t('invite.name')} autocomplete="off" width="medium" optional />
                {!isCity && (
                  <Radios
                    name="kind"
                    label={t('invite.kind')}
                    value="person"
                    options={[
                      { value: 'person', label: t('invite.kind.person') },
                      {
                        value: 'mailbox',
                        label: t('invite.kind.mailbox'),
                        help: t('invite.kind.mailbox.help'),
                      },
                    ]}
                  />
                )}
                <Roles page={page} people={people} />
                <Select
                  name="locale"
                  label={t(people.sendsMail ? 'invite.locale' : 'invite.locale.noMail')}
                  value={page.locale}
                  options={page.city.locales.map((locale) => ({
                    value: locale,
                    label: ownName[locale],
                    lang: locale,
                  }))}
                />
                <Button>{t(people.sendsMail ? 'invite.do' : 'invite.do.noMail')}</Button>
              </Form>
            </Section>
          </>
        )}
      </Stack>
    </Layout>
  );
}

function Roles({ page, people }: { page: Page; people: PeopleView }) {
  const t = words(page.locale);
  const { space, there } = people;
  if (space.kind === 'city') return <input type="hidden" name="role" value={rolesOf.city[0]} />;
  return (
    <Radios
      name="role"
      label={t('invite.role')}
      // Whoever comes first has to be able to let the others in.
      value={there.all === 0 ? 'lead' : 'member'}
      options={rolesOf.organisation.map((role) => ({
        value: role,
        label: t(`role.${role}`),
        help: t(`role.${role}.help`),
      }))}
    />
  );
}

export function InvitationPage({
  page,
  invitation,
  space,
  token,
  wantsPassword,
  form,
}: {
  page: Page;
  invitation: Invitation;
  space: NamedSpace;
  token: string;
  wantsPassword: boolean;
  form?: FormState;
}) {
  const t = words(page.locale);
  const facts = {
    space: page.text(space.name),
    role: roleName(t, invitation.role),
    inviter: invitation.inviter ?? '',
  };
  return (
    <Layout frame={page.frame} title={t('invitation')} errors={form?.errors ?? {}} hidden>
      <Intro
        title={t('invitation')}
        lead={t(invitation.inviter ? 'invitation.lead' : 'invitation.lead.nobody', facts)}
      />
      <Form action={`/invitations/${token}`} whole state={form}>
        <p class="text">{t('invitation.for', { email: invitation.email })}</p>
        <Field
          name="name"
          label={t(invitation.kind === 'mailbox' ? 'invitation.name.mailbox' : 'invitation.name')}
          value={invitation.name}
          autocomplete="name"
          width="medium"
        />
        <Field
          name="password"
          type="password"
          label={t('invitation.password')}
          help={t(wantsPassword ? 'invitation.password.wanted' : 'invitation.password.help')}
          autocomplete="new-password"
          width="medium"
          optional={!wantsPassword}
        />
        <Button>{t('invitation.do')}</Button>
      </Form>
    </Layout>
  );
}
