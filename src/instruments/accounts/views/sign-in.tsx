import type { VNode } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { PasskeyForm } from '../../../ui/passkey-form.tsx';
import { SampleMails } from '../../../ui/sample-mails.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';

export function SignInPage({
  page,
  form,
  linkForm,
  next,
  noMail,
  passkeys,
  others,
}: {
  page: Page;
  form?: FormState;
  linkForm?: FormState;
  next: string;
  noMail: boolean;
  passkeys: boolean;
  /** Sections of other rooms. */
  others: readonly VNode[];
}) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('signIn')} errors={form?.errors ?? linkForm?.errors ?? {}} hidden>
      <Intro title={t('signIn')} lead={t(noMail ? 'signIn.lead.noMail' : 'signIn.lead')} />
      <Stack gap="12">
        <Form action="/sign-in" whole state={form}>
          <input type="hidden" name="next" value={next} />
          <Field name="email" type="email" label={t('signIn.email')} autocomplete="username" width="medium" />
          <Field
            name="password"
            type="password"
            label={t('signIn.password')}
            autocomplete="current-password"
            width="medium"
          />
          <SubmitRow>
            <Button>{t('signIn.do')}</Button>
          </SubmitRow>
        </Form>
        {noMail ? (
          <p class="text">{t('signIn.forgotten')}</p>
        ) : (
          <Section title={t('signIn.byLink')} size="xs">
            <p class="text">{t('signIn.byLink.about')}</p>
            <Form action="/sign-in/links" state={linkForm}>
              <input type="hidden" name="next" value={next} />
              <Field
                name="email"
                id="link-email"
                type="email"
                label={t('signIn.email')}
                autocomplete="email"
                width="medium"
              />
              <SubmitRow>
                <Button variant="secondary">{t('signIn.byLink.do')}</Button>
              </SubmitRow>
            </Form>
          </Section>
        )}
        {passkeys && (
          <Section title={t('signIn.byPasskey')} size="xs">
            <p class="text">{t('signIn.byPasskey.about')}</p>
            <PasskeyForm
              frame={page.frame}
              action="/sign-in/passkey"
              question="/sign-in/passkey/questions"
              button={t('signIn.byPasskey.do')}
              whole
            >
              <input type="hidden" name="next" value={next} />
            </PasskeyForm>
          </Section>
        )}
        {others}
        <p class="text">
          {t('signIn.none')}{' '}
          {noMail ? (
            t('signIn.none.noMail')
          ) : (
            <Link href={`/sign-up?next=${encodeURIComponent(next)}`}>{t('signIn.make')}</Link>
          )}
        </p>
        <p class="text">
          {t('signIn.part')}{' '}
          <Link href={`/taking-part/way-in?next=${encodeURIComponent(next)}`}>{t('signIn.part.do')}</Link>
        </p>
      </Stack>
    </Layout>
  );
}

export function LinkSentPage({ page, isNew, noMail }: { page: Page; isNew?: boolean; noMail: boolean }) {
  const t = words(page.locale);
  const lead = t(noMail ? 'linkSent.noMail.lead' : isNew ? 'signUp.sent.lead' : 'linkSent.lead');
  const title = t(noMail ? 'linkSent.noMail' : 'linkSent');
  return (
    <Layout frame={page.frame} title={title} hidden>
      <Intro title={title} lead={lead} />
      <Stack>
        <SampleMails frame={page.frame} />
        {!noMail && <p class="text">{t('linkSent.nothing')}</p>}
        <p>
          <Link href="/sign-in">{t('linkSent.again')}</Link>
        </p>
      </Stack>
    </Layout>
  );
}

export function RedeemPage({ page, token, next }: { page: Page; token: string; next: string }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('link')} hidden>
      <Intro title={t('link')} lead={t('link.lead')} />
      <Form action={`/sign-in/links/${encodeURIComponent(token)}`} whole>
        <input type="hidden" name="next" value={next} />
        <Button>{t('link.do')}</Button>
      </Form>
    </Layout>
  );
}

export function OldLinkPage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('link.old')} hidden>
      <Intro title={t('link.old')} lead={t('link.old.lead')} />
      <ButtonLink href="/sign-in">{t('signIn')}</ButtonLink>
    </Layout>
  );
}

export function SignUpPage({
  page,
  form,
  next,
  noMail,
}: {
  page: Page;
  form?: FormState;
  next: string;
  noMail: boolean;
}) {
  const t = words(page.locale);
  // A new account begins with a mail: where none goes out, the form would lead nowhere.
  if (noMail) {
    return (
      <Layout frame={page.frame} title={t('signUp.invited')}>
        <Intro title={t('signUp.invited')} lead={t('signUp.invited.noMail')} />
        <p>
          <Link href="/sign-in">{t('linkSent.again')}</Link>
        </p>
      </Layout>
    );
  }
  if (page.city.signUp === 'invitation') {
    return (
      <Layout frame={page.frame} title={t('signUp.invited')}>
        <Intro title={t('signUp.invited')} lead={t('signUp.invited.lead')} />
        <ButtonLink href="/briefs/new">{t('signUp.invited.write')}</ButtonLink>
      </Layout>
    );
  }
  return (
    <Layout frame={page.frame} title={t('signUp')} errors={form?.errors ?? {}}>
      <Intro title={t('signUp')} lead={t('signUp.lead')} />
      <Form action="/sign-up" state={form}>
        <input type="hidden" name="next" value={next} />
        <Field
          name="name"
          label={t('signUp.name')}
          help={t('signUp.name.help')}
          autocomplete="name"
          width="medium"
        />
        <Field name="email" type="email" label={t('signIn.email')} autocomplete="email" width="medium" />
        <SubmitRow>
          <Button>{t('signUp.do')}</Button>
        </SubmitRow>
      </Form>
    </Layout>
  );
}
