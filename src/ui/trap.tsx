import { useWords } from './speaking.tsx';

/**
 * A field that people never see and machines fill in. The server holds back what comes with it filled.
 * Its name must not look like one a browser fills in by itself.
 */
export const trapName = 'comment_2';

export function Trap() {
  const t = useWords();
  return (
    <div class="trap" aria-hidden="true">
      <label for={trapName}>{t('trap')}</label>
      <input id={trapName} name={trapName} tabindex={-1} autocomplete="off" />
    </div>
  );
}
