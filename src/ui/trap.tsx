import { Field } from './field.tsx';
import { useFormState } from './form-state.ts';
import { useWords } from './speaking.tsx';

/** Its name looks like none that a browser fills in by itself; some programs that keep passwords do so nevertheless. */
const trapName = '_trap';

/**
 * A field that people never see and machines fill in: the server does not take what comes with it filled.
 * For whom that happened by mistake it is shown, with everything else as they left it, so that they can empty it.
 */
export function Trap() {
  const state = useFormState();
  const t = useWords();
  if (state?.errors[trapName]) return <Field name={trapName} label={t('trap')} autocomplete="off" />;
  return (
    <div class="trap" aria-hidden="true">
      <label for={trapName}>{t('trap')}</label>
      <input id={trapName} name={trapName} tabindex={-1} autocomplete="off" />
    </div>
  );
}
