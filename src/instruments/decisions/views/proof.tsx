import type { Proof } from '../../../mechanisms/decision/proof.ts';
import { ProofMatter } from '../../../mechanisms/decision/views/proof.tsx';
import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Stack } from '../../../ui/stack.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { DecisionFrame } from './frame.tsx';

/** Where a decision stands in the record of the city, and how a stranger checks that. */
export function ProofPage({ page, at, proof }: { page: Page; at: DecisionView; proof: Proof | undefined }) {
  const t = words(page.locale);
  return (
    <DecisionFrame page={page} at={at} title={t('proof.title')} state={undefined}>
      {(path) => (
        <Stack gap="12">
          <Intro title={t('proof.title')} lead={t('proof.lead')} />
          {proof ? (
            <ProofMatter page={page} proof={proof} file={`${path}/proof.json`} />
          ) : (
            <Notice>{t('proof.unsealed')}</Notice>
          )}
        </Stack>
      )}
    </DecisionFrame>
  );
}
