import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { words } from '../messages/index.ts';
import type { Brief } from '../store/briefs.ts';
import type { Unit } from '../store/units.ts';
import { Sheet } from './review.tsx';
import { dateWords, nameOf } from './said.tsx';

/** Pages that the liaison desk looks at before a unit gets them. */
export function HeldListPage({
  page,
  briefs,
  units,
}: {
  page: Page;
  briefs: readonly Brief[];
  units: ReadonlyMap<string, Unit>;
}) {
  const t = words(page.locale);
  const title = t('held.list');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      crumbs={[{ href: '/requests', label: t('inbox') }, { label: title }]}
    >
      <Stack gap="6">
        <Intro title={title} lead={t('held.list.lead')} />
        {briefs.length === 0 ? (
          <Empty title={t('held.none')} link={<Link href="/requests">{t('inbox')}</Link>} />
        ) : (
          <Lines label={title}>
            {briefs.map((brief) => (
              <Line
                key={brief.id}
                level={2}
                title={brief.content.title || t('sheet.untitled')}
                href={`/requests/held/${brief.id}`}
                facts={[
                  brief.content.name,
                  brief.unit && nameOf(units.get(brief.unit), page),
                  brief.heldAt && dateWords(brief.heldAt, page),
                  brief.suspect && t(`suspect.${brief.suspect}`),
                ]}
              />
            ))}
          </Lines>
        )}
      </Stack>
    </Layout>
  );
}

export function HeldPage({
  page,
  brief,
  unit,
  form,
}: {
  page: Page;
  brief: Brief;
  unit: Unit | undefined;
  form?: FormState;
}) {
  const t = words(page.locale);
  const title = t('held.one');
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      hidden
      errors={form?.errors ?? {}}
      crumbs={[{ href: '/requests/held', label: t('held.list') }, { label: title }]}
    >
      <Stack gap="6">
        <Intro title={title} lead={brief.suspect ? t(`suspect.${brief.suspect}`) : ''} />
        <Sheet page={page} view={{ brief, unit, goal: undefined, organisation: undefined }} />
        <Form action={`/requests/held/${brief.id}/release`}>
          <Button>{t('held.release', { name: nameOf(unit, page) })}</Button>
        </Form>
        <Section title={t('held.discard.title')}>
          <Form action={`/requests/held/${brief.id}/discard`} state={form}>
            <TextArea name="reason" label={t('held.discard.label')} help={t('held.discard.help')} rows={3} />
            <Button variant="secondary" color="danger">
              {t('held.discard.do')}
            </Button>
          </Form>
        </Section>
      </Stack>
    </Layout>
  );
}
