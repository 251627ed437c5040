import { useWords } from './speaking.tsx';

/**
 * A field that people never see and machines fill in. The server holds back what comes with it filled.
 * Its name looks like none that a browser fills in by itself.
 */
const trapName = '_trap';

export function Trap() {
  const t = useWords();
  return (
    <div class="trap" aria-hidden="true">
      <label for={trapName}>{t('trap')}</label>
      <input id={trapName} name={trapName} tabindex={-1} autocomplete="off" />
    </div>
  );
}
