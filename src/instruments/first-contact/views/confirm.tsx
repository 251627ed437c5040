import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import type { Brief } from '../store/briefs.ts';
import type { Unit } from '../store/units.ts';
import { LostLinksLine } from './lost-links.tsx';
import { Sheet } from './review.tsx';
import { nameOf } from './said.tsx';

type ConfirmProps = {
  page: Page;
  brief: Brief;
  unit: Unit | undefined;
  token: string;
  /** The address of this page. */
  link: string;
  form?: FormState;
};

/** Whoever got the mail says that it was they who wrote. Opening the link alone sends nothing. */
export function ConfirmPage({ page, brief, unit, token, link, form }: ConfirmProps) {
  const t = words(page.locale);
  const name = nameOf(unit, page);
  const title = t(brief.heldAt ? 'held.title' : 'confirm.title');
  return (
    <Layout frame={page.frame} title={title} errors={form?.errors ?? {}} hidden>
      <Stack gap="6">
        <Intro title={title} lead={brief.heldAt ? t('held.lead') : t('confirm.lead', { name })} />
        {!brief.heldAt && (
          <Form action={`/links/confirmations/${token}`}>
            <Button>{t('confirm.do', { name })}</Button>
          </Form>
        )}
        {brief.heldAt && (
          <div>
            <p class="text">{t('held.follow')}</p>
            <p class="text small">
              <Link href={link}>{link}</Link>
            </p>
          </div>
        )}
        <Sheet page={page} view={{ brief, unit, goal: undefined, organisation: undefined }} />
      </Stack>
    </Layout>
  );
}

/** A link that has had its day. */
export function GonePage({ page }: { page: Page }) {
  const t = words(page.locale);
  return (
    <Layout frame={page.frame} title={t('gone.title')} hidden>
      <Stack gap="6">
        <Intro title={t('gone.title')} lead={t('gone.lead')} />
        <ButtonLink href="/briefs/new" variant="secondary">
          {t('gone.do')}
        </ButtonLink>
        <LostLinksLine page={page} />
      </Stack>
    </Layout>
  );
}
