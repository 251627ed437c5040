import type { Proof } from '../../../mechanisms/decision/proof.ts';
import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/section.tsx';
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

function ProofMatter({ page, proof, file }: { page: Page; proof: Proof; file: string }) {
  const t = words(page.locale);
  return (
    <>
      <Section title={t('proof.line', { n: proof.position })}>
        <p>
          <code>{proof.hash}</code>
        </p>
        {!proof.words && <p class="text">{t('proof.wordless')}</p>}
        <p>
          <ButtonLink href={file} download>
            {t('proof.download')}
          </ButtonLink>
        </p>
      </Section>
      <Section title={t('proof.how')}>
        <div class="text">
          <ol>
            {proof.words && <li>{t('proof.how.words')}</li>}
            <li>{t('proof.how.entry')}</li>
            <li>
              {t('proof.how.chain')}
              <br />
              <code>npm run verify-journal -- --head {proof.head}</code>
            </li>
          </ol>
        </div>
        <p>
          <Link href="/journal">{t('proof.record')}</Link>
        </p>
      </Section>
    </>
  );
}
