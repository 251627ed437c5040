import { encodeQR } from 'qr';
import { addressFor } from '../../../platform/accounts/totp.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';

const here = '/account/second-factor';

/** The secret for the app, as a picture and as text, and the question for its first code. */
export function AppPage({
  page,
  secret,
  account,
  form,
}: {
  page: Page;
  secret: string;
  account: string;
  form?: FormState;
}) {
  const t = words(page.locale);
  const address = addressFor(secret, page.frame.city.name, account);
  return (
    <Layout
      frame={page.frame}
      title={t('app.set')}
      size="sm"
      crumbs={[
        { href: '/account', label: t('account') },
        { href: here, label: t('factors') },
        { label: t('app.set') },
      ]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={t('app.set')} lead={t('app.set.lead')} />
      <Stack gap="6">
        <QrCode text={address} label={t('app.set.picture')} />
        <p class="text">
          {t('app.set.here')} <Link href={address}>{t('app.set.here.do')}</Link>
        </p>
        <p class="text">{t('app.set.byHand')}</p>
        <Facts
          facts={[
            { term: t('app.set.secret'), value: <code>{secret.match(/.{4}/g)!.join(' ')}</code> },
            { term: t('app.set.account'), value: account },
          ]}
        />
        <Form action={`${here}/app/confirmation`} state={form}>
          <Field
            name="code"
            label={t('app.set.code')}
            help={t('app.set.code.help')}
            autocomplete="one-time-code"
            width="medium"
          />
          <SubmitRow cancel={here}>
            <Button>{t('app.set.do')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}

/** Pixels for each module: large enough for a camera before a screen. */
const scale = 5;

/** Black on white in dark pages too, with white around it: cameras look for that. */
function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { border: 4 });
  const size = rows.length;
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={size * scale}
      height={size * scale}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
