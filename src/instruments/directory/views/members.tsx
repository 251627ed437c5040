import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Field } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import { Spoken } from '../../../ui/spoken.tsx';
import { Row, Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { words } from '../messages/index.ts';
import type { Related } from '../store/related.ts';
import type { Organisation } from '../store/tables.ts';
import { crumbsTo, pathOf } from './parts.tsx';

type Props = { page: Page; organisation: Organisation; form?: FormState };

/** The members of a body that is made of bodies. */
export function MembersPage({
  page,
  organisation,
  members,
  next,
  offers,
  form,
}: Props & { members: readonly Related[]; next: string | undefined; offers: readonly string[] }) {
  const t = words(page.locale);
  const title = t('members.title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={crumbsTo(page, organisation, title)}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="6">
        <Intro title={title} lead={t('members.lead')} />
        {members.length > 0 && (
          <Lines label={title}>
            {members.map((one) => (
              <Line
                key={one.id}
                level={2}
                href={pathOf(one)}
                title={<Spoken text={one.name} fallback={page.city.defaultLocale} />}
                facts={[t(`kind.${one.kind}`), !one.confirmed && t('related.unconfirmed')]}
                end={
                  <Form action={`${pathOf(organisation)}/members/${one.id}/removal`}>
                    <Button variant="tertiary" about={page.text(one.name)}>
                      {t('member.remove')}
                    </Button>
                  </Form>
                }
              />
            ))}
          </Lines>
        )}
        <Pager href={next && `${pathOf(organisation)}/members?after=${next}`} />
        <Section title={t('member.new')}>
          <Form action={`${pathOf(organisation)}/members`} state={form}>
            <Field name="member" label={t('member.name')} help={t('member.name.help')} offers={offers} />
            <SubmitRow>
              <Button>{t('member.add')}</Button>
            </SubmitRow>
          </Form>
        </Section>
      </Stack>
    </Layout>
  );
}

/** Bodies and groups that named this organisation, and wait for its word. */
export function TiesPage({ page, organisation, asks }: Props & { asks: readonly Related[] }) {
  const t = words(page.locale);
  const title = t('ties.title');
  return (
    <Layout frame={page.frame} title={title} size="sm" crumbs={crumbsTo(page, organisation, title)} hidden>
      <Stack gap="6">
        <Intro title={title} lead={t('ties.lead')} />
        {asks.length === 0 && (
          <Empty
            title={t('ties.empty')}
            link={
              <Link href={pathOf(organisation)}>{t('back', { name: page.text(organisation.name) })}</Link>
            }
          />
        )}
        {asks.length > 0 && (
          <Lines label={title}>
            {asks.map((one) => (
              <Line
                key={one.id}
                level={2}
                href={pathOf(one)}
                title={<Spoken text={one.name} fallback={page.city.defaultLocale} />}
                end={
                  <Form action={`${pathOf(organisation)}/ties/${one.relation}/${one.id}`}>
                    <Row>
                      <Button variant="secondary" name="answer" value="yes" about={page.text(one.name)}>
                        {t('tie.yes')}
                      </Button>
                      <Button variant="tertiary" name="answer" value="no" about={page.text(one.name)}>
                        {t('tie.no')}
                      </Button>
                    </Row>
                  </Form>
                }
              >
                {t(one.relation === 'hosted' ? 'tie.host' : 'tie.body')}
              </Line>
            ))}
          </Lines>
        )}
      </Stack>
    </Layout>
  );
}
