import type { Page } from '../../../platform/http/page.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { words } from '../messages/index.ts';
import type { Proof } from '../proof.ts';

/** The line of the record in which a decision is, its proof as a file, and how anybody checks it. */
export function ProofMatter({ page, proof, file }: { page: Page; proof: Proof; file: string }) {
  const t = words(page.locale);
  return (
    <>
      <Section title={t('proof.line', { n: proof.position })}>
        <p>
          <code>{proof.hash}</code>
        </p>
        {!proof.words && <p class="text">{t('proof.wordless')}</p>}
        <p>
          <ButtonLink variant="secondary" href={file} download>
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
