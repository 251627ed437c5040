import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import type { Trouble } from '../rules.ts';

type AskProps = { page: Page; next: string; form?: FormState };

function WayForm({ page, next, form, main }: AskProps & { main?: boolean }) {
  const t = words(page.locale);
  return (
    <Form action="/sign-in/organisation" state={form} whole>
      <input type="hidden" name="next" value={next} />
      <Field
        name="email"
        // Another form of the page for signing in has a field of this name.
        id={main ? 'email' : 'organisation-email'}
        type="email"
        label={t('way.email')}
        autocomplete="email"
        width="medium"
      />
      <SubmitRow>
        <Button variant={main ? 'primary' : 'secondary'}>{t('way.do')}</Button>
      </SubmitRow>
    </Form>
  );
}

/** On the page where people sign in. */
export function WaySection({ page, next }: AskProps) {
  const t = words(page.locale);
  return (
    <Section title={t('way')} size="xs">
      <p class="text">{t('way.about')}</p>
      <WayForm page={page} next={next} />
    </Section>
  );
}

const otherWays = (next: string) => `/sign-in?next=${encodeURIComponent(next)}`;

export function AskPage({ page, next, form }: AskProps) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('way')} errors={form?.errors ?? {}} hidden>
      <Intro title={t('way')} lead={t('way.about')} />
      <Stack>
        <WayForm page={page} next={next} {...(form && { form })} main />
        <p>
          <Link href={otherWays(next)}>{t('way.others')}</Link>
        </p>
      </Stack>
    </Layout>
  );
}

export function GoPage({ page, to, name, trial }: { page: Page; to: string; name: string; trial: boolean }) {
  const t = words(page.locale);
  const { host } = new URL(to);
  return (
    <Layout frame={page.frame} title={t('go', { host })} hidden>
      <Intro title={t('go', { host })} lead={t(trial ? 'go.trial' : 'go.lead', { name, host })} />
      <Stack>
        <p>
          <ButtonLink href={to}>{t('go.do', { host })}</ButtonLink>
        </p>
        {!trial && (
          <p>
            <Link href="/sign-in">{t('way.others')}</Link>
          </p>
        )}
      </Stack>
    </Layout>
  );
}

type TroubleProps = {
  page: Page;
  trouble: Trouble;
  facts?: { domain: string; name: string };
  /** Where whoever tries it comes from. */
  back?: string;
};

export function TroublePage({ page, trouble, facts = { domain: '', name: '' }, back }: TroubleProps) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('trouble')} hidden>
      <Intro title={t('trouble')} lead={t(`trouble.${trouble}`, facts)} />
      <Stack>
        {back ? (
          <ButtonLink href={back}>{t('trouble.back')}</ButtonLink>
        ) : (
          <>
            <p class="text">{t('trouble.others')}</p>
            <ButtonLink href="/sign-in">{t('way.others')}</ButtonLink>
          </>
        )}
      </Stack>
    </Layout>
  );
}
