import type { VNode } from 'preact';
import type { Part } from '../../../platform/database/part.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Section } from '../../../ui/section.tsx';
import type { Choice } from '../../../ui/select.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { nextAsk, type Resilience } from '../rules.ts';
import type { Ally, Ask } from '../store.ts';
import { AllyForm } from './ally-page.tsx';
import { crumbsOf, type Owner } from './parts.ts';

type Props = {
  page: Page;
  organisation: Owner;
  allies: Part<Ally>;
  removed: Part<Ally>;
  ladders: ReadonlyMap<string, readonly Ask[]>;
  resilience: Resilience;
  departments: readonly Choice[];
  form?: FormState;
};

export function AlliesPage({
  page,
  organisation,
  allies,
  removed,
  ladders,
  resilience,
  departments,
  form,
}: Props) {
  const t = words(page.locale);
  const title = t('title');
  const path = `/organisations/${organisation.slug}/allies`;
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={crumbsOf(page, organisation, title)}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="12">
        <Intro title={title} lead={t('lead')} />
        <Notice>
          <p>{t('private', { name: page.text(organisation.name) })}</p>
        </Notice>
        {allies.shown.length === 0 ? (
          <Empty title={t('empty')}>{t('empty.next')}</Empty>
        ) : (
          <>
            <Section title={t('resilience')}>
              <p class="text">
                {t('resilience.people', { people: resilience.people, departments: resilience.departments })}
              </p>
              <p class="text">{t(resilience.resilient ? 'resilience.yes' : 'resilience.no')}</p>
              {resilience.single > 0 && (
                <p class="text">{t('resilience.single', { n: resilience.single })}</p>
              )}
            </Section>
            <Section title={t('people')}>
              <Lines>
                {allies.shown.map((ally) => (
                  <AllyLine
                    key={ally.id}
                    page={page}
                    path={path}
                    ally={ally}
                    ladder={ladders.get(ally.id) ?? []}
                  />
                ))}
              </Lines>
              <Pager href={allies.last && `${path}?after=${allies.last.id}`} />
            </Section>
          </>
        )}
        <Section title={t('new')}>
          <AllyForm
            page={page}
            action={path}
            button={t('add')}
            departments={departments}
            {...(form && { form })}
          />
        </Section>
        {removed.shown.length > 0 && (
          <Section title={t('removed')}>
            <Lines>
              {removed.shown.map((ally) => (
                <Line
                  key={ally.id}
                  title={ally.name}
                  end={
                    <Form action={`${path}/${ally.id}/return`}>
                      <Button variant="tertiary" about={ally.name}>
                        {t('return')}
                      </Button>
                    </Form>
                  }
                />
              ))}
            </Lines>
            <Pager href={removed.last && `${path}?removed=${removed.last.id}`} />
          </Section>
        )}
      </Stack>
    </Layout>
  );
}

function AllyLine({
  page,
  path,
  ally,
  ladder,
}: {
  page: Page;
  path: string;
  ally: Ally;
  ladder: readonly Ask[];
}) {
  const t = words(page.locale);
  const next = nextAsk(ladder);
  const done = ladder.filter((ask) => ask.done_at).length;
  return (
    <Line
      href={`${path}/${ally.id}`}
      title={ally.name}
      facts={[
        t(`openness.${ally.openness}`),
        ally.department_name ? page.text(ally.department_name) : ally.place,
        ladder.length > 0 && t('ladder.done', { done, all: ladder.length }),
      ]}
    >
      {next ? t('ladder.next', { ask: next.text }) : t(ladder.length > 0 ? 'ladder.all' : 'ladder.none')}
    </Line>
  );
}

/** On the organisation's own page, for its own people only. */
export function alliesLink(page: Page, slug: string, many: number): VNode {
  const t = words(page.locale);
  return (
    <Section title={t('title')}>
      <p class="text">{t('section', { n: many })}</p>
      <p>
        <Link href={`/organisations/${slug}/allies`}>{t('section.link')}</Link>
      </p>
    </Section>
  );
}
