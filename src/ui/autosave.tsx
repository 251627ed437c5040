import type { ComponentChildren } from 'preact';
import { useWords } from './speaking.tsx';

type AutosaveProps = {
  /**
   * Where the form's fields are sent quietly. It answers 204 with the version in `X-Version`, 409 where another has
   * saved, and 422 with a sentence where what was typed cannot be saved as it is.
   */
  action: string;
  /** Said with every saving; `#` becomes the time. */
  saved: string;
  failed: string;
  meanwhile: string;
  /** When and by whom it was saved last. */
  now: string;
  /** The `Form`, with a hidden field `version`. */
  children: ComponentChildren;
};

/** Saves the form inside on the server with every pause in typing. Without JavaScript its own button does. */
export function Autosave({ action, saved, failed, meanwhile, now, children }: AutosaveProps) {
  const t = useWords();
  return (
    <sv-autosave class="stack" action={action}>
      {children}
      <p
        class="small quiet"
        role="status"
        data-kept
        data-saved={saved}
        data-failed={failed}
        data-meanwhile={meanwhile}
        data-refused={t('autosave.refused', { why: '#' })}
      >
        {now}
      </p>
    </sv-autosave>
  );
}
