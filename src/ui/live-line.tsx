import type { PageFrame } from './frame.ts';
import { useWords } from './speaking.tsx';

/** At the foot of a page inside a partnership: that something is new there, which is shown when asked. */
export function LiveLine({ live }: { live: NonNullable<PageFrame['live']> }) {
  const t = useWords();
  return (
    <sv-live
      class="live"
      space={live.space}
      reader={live.reader}
      data-news={t('live.news', { n: '#' })}
      data-maybe={t('live.maybe')}
      data-shown={t('live.shown')}
      data-pause={t('live.pause')}
      data-resume={t('live.resume')}
    >
      <aside class="wrap" aria-label={t('live')}>
        <span role="status" />
        <button class="live-button" type="button" data-show hidden>
          {t('live.show')}
        </button>
        <button class="live-button" type="button" data-pause hidden />
        <a class="ds-link" data-color="neutral" href="/told">
          {t('live.told')}
        </a>
      </aside>
    </sv-live>
  );
}

/** Beside a text: shown by `sv-live` while somebody else has it open to change it. */
export function WritingHint({ subject, others }: { subject: string; others: number }) {
  const t = useWords();
  return (
    <p class="small quiet" role="status" data-writing={subject} hidden={others === 0}>
      {t('live.writing')}
    </p>
  );
}
