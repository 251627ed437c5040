import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Draft } from '../../../ui/draft.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { emptyForm, type FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import type { Partnership } from '../store.ts';
import { Whom } from './invited-fields.tsx';
import { kindChoices } from './kinds.ts';

type Props = { page: Page; partnership: Partnership; form?: FormState };

/** Invites many at once into a partnership that has begun. */
export function InvitePage({
  page,
  partnership,
  sendsMail,
  form = emptyForm,
}: Props & { sendsMail: boolean }) {
  const t = words(page.locale);
  const base = `/partnerships/${partnership.id}`;
  return (
    <Inside
      frame={page.frame}
      title={t('invite')}
      partnership={partnership}
      above={[{ href: `${base}/people`, label: t('people') }]}
      errors={form.errors}
    >
      <Intro title={t('invite')} lead={t(sendsMail ? 'invite.lead' : 'invite.lead.byHand')} />
      <Stack gap="6">
        <Draft name={`partnership-invite-${partnership.id}`} reader={page.person?.id ?? ''}>
          <Form action={`${base}/invitations`} state={form}>
            <Radios
              name="role"
              label={t('invite.as')}
              value={page.query('role') === 'facilitator' ? 'facilitator' : 'lead'}
              options={[
                { value: 'lead', label: t('invite.as.lead'), help: t('invite.as.lead.help') },
                { value: 'observer', label: t('invite.as.observer'), help: t('observers.lead') },
                { value: 'facilitator', label: t('invite.as.facilitator'), help: t('facilitators.lead') },
              ]}
            />
            <Whom page={page} values={{ note: page.query('note') }} wanted />
            <Button>{t(sendsMail ? 'invite.do' : 'invite.do.byHand')}</Button>
          </Form>
        </Draft>
      </Stack>
    </Inside>
  );
}

/** What is asked about a partner that does not sign in. */
export function WhoDoesNotSignIn({ page, name, kind }: { page: Page; name?: string; kind?: string }) {
  const t = words(page.locale);
  return (
    <>
      <Field name="name" label={t('silent.name')} width="medium" {...(name && { value: name })} />
      <Select
        name="kind"
        label={t('kind')}
        empty
        options={kindChoices(page.locale)}
        {...(kind && { value: kind })}
      />
    </>
  );
}

/** A partner that does not sign in. */
export function SilentPage({ page, partnership, form = emptyForm }: Props) {
  const t = words(page.locale);
  const base = `/partnerships/${partnership.id}`;
  return (
    <Inside
      frame={page.frame}
      title={t('silent')}
      partnership={partnership}
      above={[{ href: `${base}/people`, label: t('people') }]}
      errors={form.errors}
    >
      <Intro title={t('silent')} lead={t('silent.lead')} />
      <Stack gap="6">
        <Form action={`${base}/partners`} state={form}>
          <WhoDoesNotSignIn page={page} />
          <Button>{t('silent.do')}</Button>
        </Form>
      </Stack>
    </Inside>
  );
}
