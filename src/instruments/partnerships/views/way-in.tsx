import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { SampleMails } from '../../../ui/sample-mails.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';

/** Behind the personal link: one button, so that whatever opens links in mails changes nothing. */
export function GoOnPage({ page, name, next }: { page: Page; name: string; next: string }) {
  const t = words(page.locale);
  const title = t('goOn', { name });
  const other = page.person?.name;
  return (
    <Layout frame={page.frame} title={title} hidden>
      <Intro title={title} lead={t('goOn.lead')} />
      <Stack gap="6">
        {other && <p class="text">{t('goOn.other', { other })}</p>}
        <Form action={`/taking-part/${page.param('token')}`} whole>
          <input type="hidden" name="next" value={next} />
          <Button>{t('goOn.do')}</Button>
        </Form>
        <p class="small quiet">{t('goOn.note', { name })}</p>
      </Stack>
    </Layout>
  );
}

export function NoLinkPage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('noLink')} hidden>
      <Intro title={t('noLink')} lead={t('noLink.lead')} />
      <ButtonLink href="/sign-in" variant="secondary">
        {t('accept.signIn')}
      </ButtonLink>
    </Layout>
  );
}

type WayInProps = { page: Page; next: string; sendsMail: boolean; form: FormState | undefined };

/** For who takes part by link, and came without it: it is in each of our mails to them, or is sent again. */
export function WayInPage({ page, next, sendsMail, form }: WayInProps) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('wayIn')} errors={form?.errors ?? {}} hidden>
      <Intro title={t('wayIn')} lead={t('wayIn.lead')} />
      <Stack gap="12">
        <SampleMails frame={page.frame} />
        {sendsMail ? (
          <Section title={t('wayIn.again')} size="xs">
            <Form action="/taking-part/way-in" state={form}>
              <input type="hidden" name="next" value={next} />
              <Field
                name="email"
                type="email"
                label={t('own.email')}
                help={t('wayIn.email.help')}
                autocomplete="email"
                width="medium"
              />
              <Button>{t('wayIn.do')}</Button>
            </Form>
          </Section>
        ) : (
          <p class="text">{t('wayIn.byHand')}</p>
        )}
        <p>
          {t('accept.account')}{' '}
          <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>{t('accept.signIn')}</Link>
        </p>
        <p>
          {t('wayIn.request')} <Link href="/links/requests">{t('wayIn.request.do')}</Link>
        </p>
      </Stack>
    </Layout>
  );
}
