import type { ComponentChildren } from 'preact';
import { useWords } from './speaking.tsx';

type DraftProps = {
  /** Which form, and about what: `request-new`, `answer-0199…`. */
  name: string;
  /** Id of the signed-in person, or '': nobody else at this computer is shown the draft. */
  reader: string;
  /** The `Form`. */
  children: ComponentChildren;
};

/** Keeps what is typed in the form inside until it was sent. Without JavaScript it does nothing. */
export function Draft({ name, reader, children }: DraftProps) {
  const t = useWords();
  return (
    <sv-draft name={name} reader={reader} class="stack">
      {children}
      <p
        class="small quiet draft-said"
        role="status"
        data-said
        data-saved={t('draft.saved', { time: '#' })}
        data-restored={t('draft.restored', { time: '#' })}
      />
      <p class="small" data-drop hidden>
        <button class="ds-link" type="button">
          {t('draft.drop')}
        </button>
      </p>
    </sv-draft>
  );
}
