import type { FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { PrintButton } from '../../../ui/print-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import type { Registered } from '../register.ts';
import { type CityKnows, cityKnows } from '../rules.ts';

const here = '/settings/processing';

type RegisterProps = {
  page: Page;
  register: readonly Registered[];
  known: CityKnows;
  /** How many backups are kept. */
  backups: number;
};

export function RegisterPage({ page, register, known, backups }: RegisterProps) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('register')}
      crumbs={[{ href: '/settings', label: t('settings') }, { label: t('register') }]}
      hidden
    >
      <Intro title={t('register')} lead={t('register.lead')} />
      <Stack gap="12">
        <Stack gap="4">
          <p>
            <Link href={`${here}/register.csv`}>{t('register.csv')}</Link>
          </p>
          <PrintButton />
        </Stack>
        <Section title={t('register.city')}>
          <Facts
            facts={cityKnows.map((part) => ({
              term: t(`city.${part}`),
              value: known[part] || t('city.missing'),
            }))}
          />
          <p>
            <Link href={`${here}/city`}>{t('register.city.change')}</Link>
          </p>
        </Section>
        {register.map((one) => (
          <Section key={one.activity} title={one.say('name')}>
            <Facts
              facts={[
                { term: t('register.purpose'), value: one.say('purpose') },
                { term: t('register.people'), value: one.say('people') },
                { term: t('register.data'), value: one.say('data') },
                { term: t('register.tables'), value: one.held.join(', ') },
                { term: t('register.recipients'), value: one.say('recipients') },
                { term: t('register.kept'), value: <Kept page={page} one={one} backups={backups} /> },
                { term: t('register.safeguards'), value: one.say('safeguards') },
              ]}
            />
          </Section>
        ))}
      </Stack>
    </Layout>
  );
}

function Kept({ page, one, backups }: { page: Page; one: Registered; backups: number }) {
  const t = words(page.locale);
  return (
    <ul>
      {one.kept.map(({ what, days, why }) => (
        <li key={what}>
          {what}: {t('register.kept.days', { days })}. {why}
        </li>
      ))}
      {one.activity === 'record' && <li>{t('register.backups', { n: backups })}</li>}
      <li>{t('register.kept.else')}</li>
    </ul>
  );
}

export function CityKnowsPage({ page, known, form }: { page: Page; known: CityKnows; form?: FormState }) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('register.city')}
      size="sm"
      crumbs={[
        { href: '/settings', label: t('settings') },
        { href: here, label: t('register') },
        { label: t('register.city') },
      ]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={t('register.city')} />
      <Form
        action={`${here}/city`}
        state={form}
        stands={Object.fromEntries(cityKnows.map((part) => [part, known[part] ?? '']))}
      >
        {cityKnows.map((part) => (
          <TextArea key={part} name={part} label={t(`city.${part}`)} optional />
        ))}
        <SubmitRow cancel={here}>
          <Button>{t('register.save')}</Button>
        </SubmitRow>
      </Form>
    </Layout>
  );
}
