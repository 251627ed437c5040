import type { BackupRun, BackupState } from '../../../platform/backup/backups.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Section } from '../../../ui/section.tsx';
import { words } from '../messages/index.ts';

/** Whether the city could be had back: the newest backup, whether it was tried, and what went wrong last. */
export function BackupsMade({ page, backups }: { page: Page; backups: BackupState }) {
  const t = words(page.locale);
  const { every, made, failed } = backups;
  const when = (at: Date) => page.moment(at);
  return (
    <Section title={t('backups')}>
      {!every && <p class="text">{t('backups.never')}</p>}
      {failed && (
        <p class="text">
          {t('backups.failed', { when: when(failed.began_at) })}
          <br />
          <small class="quiet">{failed.problem ?? t('backups.broken-off')}</small>
        </p>
      )}
      {made ? (
        <p class="text">
          {t('backups.made', { when: when(made.began_at), size: Math.max(0.1, made.bytes! / 1_000_000) })}{' '}
          <Tried page={page} made={made} />
          <br />
          <small class="quiet">{made.file}</small>
        </p>
      ) : (
        <p>{t('backups.none')}</p>
      )}
    </Section>
  );
}

function Tried({ page, made }: { page: Page; made: BackupRun }) {
  const t = words(page.locale);
  if (!made.checked_at) return <>{t('backups.not-tried')}</>;
  if (made.check_problem === null) return <>{t('backups.tried')}</>;
  return (
    <>
      {t('backups.tried.problem')} <small class="quiet">{made.check_problem}</small>
    </>
  );
}
