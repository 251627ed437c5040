import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Row } from '../../../ui/stack.tsx';
import type { RoleInside } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { Consent, Nomination, Proposal, Role, Term } from '../store.ts';
import { Choosing } from './choosing.tsx';
import { holderWords } from './roles.tsx';
import { Terms } from './terms.tsx';

export type RoleView = {
  page: Page;
  inside: RoleInside;
  terms: readonly Term[];
  proposal: Proposal | undefined;
  nominations: readonly Nomination[];
  consents: readonly Consent[];
  /** Roles in which one can grow into this one. */
  leadingTo: readonly Role[];
  /** Partners whose word is waited for. */
  waitedFor: readonly string[];
  candidates: readonly { id: string; name: string }[];
  /** What was typed into one of the forms, and into which. */
  form?: FormState;
  of?: string;
};

export function RolePage(view: RoleView) {
  const { page, inside, form } = view;
  const { partnership, role, contributes } = inside;
  const t = words(page.locale);
  const path = `/partnerships/${partnership.id}/roles`;
  const theirs = (text: string) => <Quoted sentence={text} said={{ text, lang: partnership.locale }} />;
  const written = (text: string) => text && <span class="written">{theirs(text)}</span>;
  return (
    <InsideLayout
      frame={page.frame}
      title={role.title}
      said={{ text: role.title, lang: partnership.locale }}
      partnership={partnership}
      above={[{ href: path, label: t('title') }]}
      {...(form && { errors: form.errors })}
    >
      <Intro title={theirs(role.title)} lead={theirs(role.purpose)} state={holderWords(page, role)} />
      {role.removedAt ? (
        <Row>
          <p>{t('removed')}</p>
          {contributes && (
            <Form action={`${path}/${role.id}/return`}>
              <Button variant="secondary">{t('return')}</Button>
            </Form>
          )}
        </Row>
      ) : (
        <Split
          aside={
            <Section title={t('about')} ruled>
              <Facts
                facts={[
                  { term: t('role.domain'), value: written(role.domain) },
                  { term: t('role.powers'), value: written(role.powers) },
                  { term: t('role.duties'), value: written(role.duties) },
                  { term: t('role.skills'), value: written(role.skills) },
                  { term: t('role.learns'), value: written(role.learns) },
                  role.nextTitle !== null && {
                    term: t('role.leadsTo'),
                    value: <Link href={`${path}/${role.next}`}>{theirs(role.nextTitle)}</Link>,
                  },
                  { term: t('role.stage'), value: t(role.stage ? `stage.${role.stage}` : 'stage.all') },
                  { term: t('role.term'), value: t('months', { n: role.months }) },
                ]}
              />
              {contributes && (
                <>
                  <ButtonLink href={`${path}/${role.id}/edit`} variant="secondary">
                    {t('edit')}
                  </ButtonLink>
                  <Form action={`${path}/${role.id}/removal`}>
                    <Button variant="tertiary" color="danger">
                      {t('remove')}
                    </Button>
                  </Form>
                </>
              )}
            </Section>
          }
        >
          <Terms {...view} />
          <Choosing {...view} />
          {view.leadingTo.length > 0 && (
            <Section title={t('growing')}>
              <p class="text">{t('growing.lead')}</p>
              <Lines label={t('growing')}>
                {view.leadingTo.map((one) => (
                  <Line
                    key={one.id}
                    href={`${path}/${one.id}`}
                    title={one.title}
                    facts={[holderWords(page, one)]}
                  >
                    {one.growth || one.learns}
                  </Line>
                ))}
              </Lines>
            </Section>
          )}
        </Split>
      )}
    </InsideLayout>
  );
}
