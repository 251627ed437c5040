import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { Trap } from '../../../ui/trap.tsx';
import { words } from '../messages/index.ts';
import type { OpenSuggestion } from '../store/suggestions.ts';
import type { Organisation } from '../store/tables.ts';
import { crumbsTo, pathOf } from './parts.tsx';

export function SuggestionPage({
  page,
  organisation,
  form,
}: {
  page: Page;
  organisation: Organisation;
  form?: FormState;
}) {
  const t = words(page.locale);
  const title = t('suggestion.title');
  return (
    <Layout
      frame={page.frame}
      title={title}
      crumbs={crumbsTo(page, organisation, title)}
      errors={form?.errors ?? {}}
      hidden
    >
      <Stack gap="6">
        <Intro title={title} lead={t('suggestion.lead', { name: page.text(organisation.name) })} />
        <Form action={`${pathOf(organisation)}/suggestions`} state={form}>
          <TextArea name="text" label={t('suggestion.text')} help={t('suggestion.help')} />
          <Trap />
          <SubmitRow note={t('suggestion.note')}>
            <Button>{t('suggestion.send')}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Layout>
  );
}

export function SuggestionsPage({
  page,
  organisation,
  list,
}: {
  page: Page;
  organisation: Organisation;
  list: readonly OpenSuggestion[];
}) {
  const t = words(page.locale);
  const title = t('suggestions.title');
  return (
    <Layout frame={page.frame} title={title} size="sm" crumbs={crumbsTo(page, organisation, title)} hidden>
      <Stack gap="6">
        <Intro title={title} lead={t('suggestions.lead')} />
        {list.length === 0 && (
          <Empty
            title={t('suggestions.empty')}
            link={
              <Link href={pathOf(organisation)}>{t('back', { name: page.text(organisation.name) })}</Link>
            }
          />
        )}
        {list.map((one, n) => (
          <Stack key={one.id} gap="2">
            <Quote by={page.day(one.at)}>{one.text}</Quote>
            <Form action={`${pathOf(organisation)}/suggestions/${one.id}/settlement`}>
              <Button variant="secondary" about={String(n + 1)}>
                {t('suggestions.settle')}
              </Button>
            </Form>
          </Stack>
        ))}
      </Stack>
    </Layout>
  );
}
