import type { VNode } from 'preact';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { mayTakeAlong } from '../access.ts';
import { words } from '../messages/index.ts';
import { listPartnerIds } from '../store.ts';

/** For those who may take it along: where that is. */
export async function beside(page: Page, tx: Tx, partnership: string): Promise<VNode | undefined> {
  if (!mayTakeAlong(tx.scope, partnership, await listPartnerIds(tx, partnership))) return undefined;
  const t = words(page.locale);
  return (
    <Section title={t('aside')} ruled>
      <p class="on-screen">
        <Link href={`/partnerships/${partnership}/export`}>{t('title')}</Link>
      </p>
    </Section>
  );
}
