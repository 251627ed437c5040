import type { ComponentChildren } from 'preact';
import { type FormState, isSame } from '../platform/http/form.ts';
import { useFormState } from './form-state.ts';
import { Icon } from './icon.tsx';
import { useWords } from './speaking.tsx';

/** Over a form that somebody else has changed the matter of: nothing was saved, and both are there to look at. */
export function Meanwhile({ state }: { state: FormState | undefined }) {
  const t = useWords();
  if (!state?.theirs) return null;
  // Here the reader has to begin, so the browser moves the focus here.
  return (
    <div class="notice" data-tone="warning" data-meanwhile role="alert" tabindex={-1} autofocus>
      <Icon name="warning" label={t('tone.warning')} />
      <div class="notice-words">
        <p>{t('meanwhile')}</p>
      </div>
    </div>
  );
}

type TheirsProps = {
  name: string;
  /** The id of the input that it stands beside. */
  id: string;
  lang?: string | undefined;
  /** How a value is read that is not written out. */
  reads?: ((value: string) => ComponentChildren) | undefined;
  /** How it is read that there is none. */
  none?: string;
};

/** What somebody else has saved in a field meanwhile; of one that the reader had left as it was, that it changed. */
export function Theirs({ name, id, lang, reads = (value) => value, none }: TheirsProps) {
  const t = useWords();
  const state = useFormState();
  const theirs = state?.theirs?.[name];
  if (theirs === undefined) return null;
  const inField = isSame(theirs, state!.values[name] ?? []);
  const values = [theirs].flat().filter(Boolean);
  return (
    <div class="theirs" id={`${id}-theirs`}>
      <p class="small">
        <strong>{t(inField ? 'meanwhile.here' : 'meanwhile.theirs')}</strong>
      </p>
      {!inField && values.length === 0 && <p>{none ?? t('meanwhile.none')}</p>}
      {!inField &&
        values.map((value) => (
          <p class="written" lang={lang} key={value}>
            {reads(value)}
          </p>
        ))}
    </div>
  );
}
