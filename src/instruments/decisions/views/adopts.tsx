import type { Page } from '../../../platform/http/page.ts';
import { Link } from '../../../ui/link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';

/** That something is adopted as soon as this holds, and the way to where it is written. */
export function Adopts({ page, at }: { page: Page; at: DecisionView }) {
  const t = words(page.locale);
  if (at.adopts.length === 0) return null;
  return (
    <Notice>
      <p>{t(at.open ? 'adopts.open' : 'adopts.about')}</p>
      <Link href={`/partnerships/${at.inside.partnership.id}/adoptions/${at.decision.id}`}>
        {t('adopts.read')}
      </Link>
    </Notice>
  );
}
