import type { PageFrame } from './frame.ts';
import { Link } from './link.tsx';
import { useWords } from './speaking.tsx';

/** Where a mail is that the reader is told to look for, in a sample city that sends none. */
export function SampleMails({ frame }: { frame: PageFrame }) {
  const t = useWords();
  const { mails } = frame.city;
  if (!mails) return null;
  return (
    <p class="text">
      {t('sample.mail')} <Link href={mails}>{t('sample.mail.read')}</Link>
    </p>
  );
}
