import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { Form } from './form.tsx';
import type { FormState } from './form-state.ts';
import type { PageFrame } from './frame.ts';
import { useWords } from './speaking.tsx';

type PasskeyFormProps = {
  frame: PageFrame;
  action: string;
  /** Where the browser gets what it asks the passkey. */
  question: string;
  button: string;
  variant?: 'primary' | 'secondary';
  whole?: boolean;
  state?: FormState | undefined;
  /** What is typed besides. */
  children?: ComponentChildren;
};

/** A form that a passkey answers: the one thing here that needs JavaScript. Its script comes with it, and only then. */
export function PasskeyForm({
  frame,
  action,
  question,
  button,
  variant = 'secondary',
  whole,
  state,
  children,
}: PasskeyFormProps) {
  const t = useWords();
  return (
    <sv-passkey question={question}>
      <div class="stack" data-gap="4">
        <div hidden data-form>
          <Form action={action} {...(whole && { whole })} state={state}>
            <input type="hidden" name="credential" value="" />
            {children}
            <Button variant={variant}>{button}</Button>
          </Form>
        </div>
        <p class="quiet" data-without>
          {t('passkey.without')}
        </p>
        <p class="text" role="alert" data-failed hidden>
          {t('passkey.failed')}
        </p>
      </div>
      <script type="module" src={frame.assets.passkey} />
    </sv-passkey>
  );
}
