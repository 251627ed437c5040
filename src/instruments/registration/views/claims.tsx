import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Organisation } from '../../directory/store/tables.ts';
import { words } from '../messages/index.ts';
import type { Claim } from '../store.ts';

/** For somebody who wants to speak for an organisation: the form, or what became of it. */
export function ClaimPage({
  page,
  organisation,
  mine,
  form,
}: {
  page: Page;
  organisation: Organisation;
  mine: Claim | undefined;
  form?: FormState;
}) {
  const t = words(page.locale);
  const title = t('claim.title');
  const name = page.text(organisation.name);
  const waits = mine && !mine.decided_at;
  return (
    <Layout
      frame={page.frame}
      title={title}
      hidden
      errors={form?.errors ?? {}}
      crumbs={[
        { href: '/who-does-what', label: t('directory') },
        { href: `/organisations/${organisation.slug}`, label: name },
        { label: title },
      ]}
    >
      <Stack gap="6">
        <Intro title={title} lead={t('claim.lead', { name })} />
        {waits && (
          <Notice>
            <p>
              {t('claim.waits', {
                date: page.day(mine.at),
              })}
            </p>
          </Notice>
        )}
        {mine?.accepted === false && (
          <Notice tone="warning">
            <p>{t('claim.declined')}</p>
            <p>{mine.reason}</p>
          </Notice>
        )}
        {organisation.claimed_at ? (
          <p>{t(mine?.accepted ? 'claim.accepted' : 'claim.already')}</p>
        ) : (
          !waits && (
            <Form action={`/organisations/${organisation.slug}/claim`} state={form}>
              <TextArea name="grounds" label={t('claim.grounds')} help={t('claim.grounds.help')} />
              <SubmitRow>
                <Button>{t('claim.send')}</Button>
              </SubmitRow>
            </Form>
          )
        )}
      </Stack>
    </Layout>
  );
}

/** For administrators: who asks, and why. `refused` is the claim whose form is shown again. */
export function ClaimsPage({
  page,
  claims,
  refused,
  form,
}: {
  page: Page;
  claims: readonly Claim[];
  refused?: string;
  form?: FormState;
}) {
  const t = words(page.locale);
  const title = t('claims.title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      errors={form?.errors ?? {}}
      crumbs={[{ href: '/who-does-what', label: t('directory') }, { label: title }]}
    >
      <Stack gap="12">
        <Intro title={title} lead={t('claims.lead')} />
        {claims.length === 0 && (
          <Empty title={t('claims.empty')} link={<Link href="/who-does-what">{t('directory')}</Link>} />
        )}
        {claims.map((claim) => (
          <OpenClaim
            key={claim.id}
            page={page}
            claim={claim}
            form={refused === claim.id ? form : undefined}
          />
        ))}
      </Stack>
    </Layout>
  );
}

function OpenClaim({ page, claim, form }: { page: Page; claim: Claim; form: FormState | undefined }) {
  const t = words(page.locale);
  const name = page.text(claim.name);
  const who = claim.claimant_name ?? '';
  return (
    <Section title={t('claims.one', { who, name })}>
      <Quote by={`${who}, ${page.day(claim.at)}`}>{claim.grounds}</Quote>
      {claim.email && <p class="small quiet">{claim.email}</p>}
      <Form action={`/claims/${claim.id}/acceptance`}>
        <Button variant="secondary" about={name}>
          {t('claims.accept')}
        </Button>
      </Form>
      <More summary={t('claims.decline')} open={form !== undefined}>
        <Form action={`/claims/${claim.id}/decline`} state={form}>
          <Field
            name="reason"
            id={form ? 'reason' : `reason-${claim.id}`}
            label={t('claims.reason')}
            help={t('claims.reason.help')}
          />
          <SubmitRow>
            <Button variant="secondary" about={name}>
              {t('claims.decline.do')}
            </Button>
          </SubmitRow>
        </Form>
      </More>
      <p class="small">
        <Link href={`/organisations/${claim.slug}`}>{name}</Link>
      </p>
    </Section>
  );
}
