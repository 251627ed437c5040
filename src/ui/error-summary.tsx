import type { FormState } from './form-state.ts';
import { Heading } from './heading.tsx';
import { useWords } from './speaking.tsx';

/** All that is to be put right, in the same words as beside the fields. `Layout` shows it; pages need not. */
export function ErrorSummary({ errors }: { errors: FormState['errors'] }) {
  const t = useWords();
  const { '': whole, ...fields } = errors;
  const names = Object.keys(fields);
  if (!whole && names.length === 0) return null;
  // After a failed attempt this is where the reader has to begin, so the browser moves the focus here.
  return (
    <div class="ds-error-summary" role="alert" aria-labelledby="error-summary" tabindex={-1} autofocus>
      <Heading level={2} size="xs" id="error-summary">
        {names.length > 0 ? t('errors', { n: names.length }) : t('errors.whole')}
      </Heading>
      {whole && <p>{whole}</p>}
      {names.length > 0 && (
        <ul class="error-links">
          {names.map((name) => (
            <li key={name}>
              <a class="ds-link" href={`#${name}`}>
                {fields[name]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
