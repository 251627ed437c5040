import type { FormState } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { maySettle } from '../access.ts';
import { words } from '../messages/index.ts';
import type { Loss } from '../store/losses.ts';

const here = '/settings/lost-factors';

export function LossesPage({ page, losses }: { page: Page; losses: readonly Loss[] }) {
  const t = words(page.locale);
  return (
    <Layout
      frame={page.frame}
      title={t('lost.list')}
      size="sm"
      crumbs={[{ href: '/settings', label: t('settings') }, { label: t('lost.list') }]}
      hidden
    >
      <Intro title={t('lost.list')} lead={t('lost.list.lead')} />
      {losses.length === 0 ? (
        <Empty title={t('lost.list.none')} />
      ) : (
        <Lines label={t('lost.list')}>
          {losses.map((loss) => (
            <Line
              key={loss.id}
              level={2}
              title={loss.name}
              href={`${here}/${loss.id}`}
              facts={[
                t('lost.asked', { moment: momentOf(page, loss.asked_at) }),
                loss.checker ? t('lost.checkedBy', { name: loss.checker }) : t('lost.unchecked'),
              ]}
            />
          ))}
        </Lines>
      )}
    </Layout>
  );
}

const momentOf = (page: Page, at: Date) => page.moment(at);

export function LossPage({ page, loss, form }: { page: Page; loss: Loss; form?: FormState }) {
  const t = words(page.locale);
  const path = `${here}/${loss.id}`;
  const { checks, agrees, declines } = maySettle(page.scope, loss);
  const title = t('lost.of', { name: loss.name });
  const over = loss.agreed_at ? 'lost.over.agreed' : loss.closed_at ? 'lost.over.closed' : undefined;
  return (
    <Layout
      frame={page.frame}
      title={title}
      size="sm"
      crumbs={[
        { href: '/settings', label: t('settings') },
        { href: here, label: t('lost.list') },
        { label: loss.name },
      ]}
      errors={form?.errors ?? {}}
      hidden
    >
      <Intro title={title} lead={t(over ?? 'lost.of.lead')} />
      <Stack gap="12">
        <Facts
          facts={[
            { term: t('lost.fact.email'), value: loss.email },
            { term: t('lost.fact.asked'), value: momentOf(page, loss.asked_at) },
            { term: t('lost.fact.reach'), value: loss.reach },
            loss.checker !== null && { term: t('lost.fact.checker'), value: loss.checker },
            loss.checked_how !== null && { term: t('lost.fact.how'), value: loss.checked_how },
            loss.agreer !== null && { term: t('lost.fact.agreer'), value: loss.agreer },
          ]}
        />
        {checks && (
          <Section title={t('lost.check')}>
            <p class="text">{t('lost.check.about')}</p>
            <Form action={`${path}/check`} state={form}>
              <TextArea name="how" label={t('lost.how')} help={t('lost.how.help')} rows={3} />
              <Button>{t('lost.check.do')}</Button>
            </Form>
          </Section>
        )}
        {agrees && (
          <Section title={t('lost.agree')}>
            <p class="text">{t('lost.agree.about')}</p>
            <Form action={`${path}/agreement`}>
              <Button>{t('lost.agree.do')}</Button>
            </Form>
          </Section>
        )}
        {!agrees && !checks && declines && <p class="text">{t('lost.other')}</p>}
        {declines && (
          <Form action={`${path}/closure`}>
            <Button variant="secondary" color="danger">
              {t('lost.decline.do')}
            </Button>
          </Form>
        )}
      </Stack>
    </Layout>
  );
}
