import type { ComponentChildren } from 'preact';
import type { Values } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Inside as Within } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import type { Dispute } from '../store.ts';
import { pathOf } from './parts.tsx';

type FrameProps = {
  page: Page;
  inside: Within;
  title: string;
  /** The one that the page is about; without it the page stands below the list. */
  dispute?: Pick<Dispute, 'id' | 'title' | 'locale'>;
  state: FormState | undefined;
  children: ComponentChildren;
};

/** A page behind the list, or behind the page of a dispute. */
export function Frame({ page, inside, title, dispute, state, children }: FrameProps) {
  const { partnership } = inside;
  const home = pathOf(partnership.id);
  const said = dispute && { text: dispute.title, lang: page.langOf(dispute.locale) ?? page.locale };
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[
        { href: home, label: words(page.locale)('title') },
        ...(dispute ? [{ href: `${home}/${dispute.id}`, label: dispute.title, said: said! }] : []),
      ]}
      {...(state && { errors: state.errors })}
    >
      {children}
    </Inside>
  );
}

type FormProps = FrameProps & {
  lead: ComponentChildren;
  /** Behind the address that the frame leads back to. */
  action: string;
  button: string;
  note?: string;
  stands?: Values;
  /** What is read before the form is filled in. */
  before?: ComponentChildren;
};

/** A page of one form. */
export function FramedForm({ lead, action, button, note, stands, before, children, ...frame }: FormProps) {
  const back = `${pathOf(frame.inside.partnership.id)}${frame.dispute ? `/${frame.dispute.id}` : ''}`;
  return (
    <Frame {...frame}>
      <Stack gap="12">
        <Intro title={frame.title} lead={lead} />
        {before}
        <Form action={`${back}${action}`} state={frame.state} stands={stands}>
          {children}
          <SubmitRow cancel={back} note={note}>
            <Button>{button}</Button>
          </SubmitRow>
        </Form>
      </Stack>
    </Frame>
  );
}
