import { Icon } from './icon.tsx';
import { useWords } from './speaking.tsx';

/** Below a `Letter`: prints it. Without JavaScript it says how. */
export function PrintButton() {
  const t = useWords();
  return (
    <sv-print>
      <button class="ds-button" data-variant="secondary" type="button" hidden>
        <Icon name="print" />
        {t('print')}
      </button>
      <p class="small quiet">{t('print.hint')}</p>
    </sv-print>
  );
}
