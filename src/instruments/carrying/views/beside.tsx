import type { VNode } from 'preact';
import type { Tx } from '../../../platform/database/database.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { mayTakeAlong } from '../access.ts';
import { words } from '../messages/index.ts';
import { listPartnerIds } from '../store.ts';

/** For those who may take it along where that is; for the others whom to ask. */
export async function beside(page: Page, tx: Tx, partnership: string): Promise<VNode> {
  const takes = mayTakeAlong(tx.scope, partnership, await listPartnerIds(tx, partnership));
  const t = words(page.locale);
  return (
    <Section title={t('aside')} ruled>
      {takes ? (
        <p class="on-screen">
          <Link href={`/partnerships/${partnership}/export`}>{t('title')}</Link>
        </p>
      ) : (
        <p class="small quiet on-screen">{t('aside.who')}</p>
      )}
    </Section>
  );
}
