import type { ComponentChildren } from 'preact';
import { Link } from './link.tsx';
import { useWords } from './speaking.tsx';

type SubmitRowProps = {
  note?: ComponentChildren;
  /** Where one gets who leaves the form as it is. */
  cancel?: string | undefined;
  children: ComponentChildren;
};

/** The end of a form: the button, and beside it the way out, another one, or a quiet note. */
export function SubmitRow({ note, cancel, children }: SubmitRowProps) {
  const t = useWords();
  return (
    <div class="row submit-row">
      {children}
      {cancel && <Link href={cancel}>{t('cancel')}</Link>}
      {note && <span class="small quiet">{note}</span>}
    </div>
  );
}
