import type { ComponentChildren } from 'preact';
import type { Values } from '../platform/http/form.ts';
import { Button } from './button.tsx';
import type { Crumb } from './crumbs.tsx';
import { Draft } from './draft.tsx';
import { Form } from './form.tsx';
import type { FormState } from './form-state.ts';
import type { PageFrame } from './frame.ts';
import { Intro } from './intro.tsx';
import { Layout } from './layout.tsx';
import { Stack } from './stack.tsx';
import { SubmitRow } from './submit-row.tsx';

type FormPageProps = {
  frame: PageFrame;
  title: string;
  lead: string;
  crumbs: readonly Crumb[];
  action: string;
  form: FormState | undefined;
  stands?: Values | undefined;
  /** The word on the button. */
  button: string;
  /** Where one gets who leaves it as it is. */
  cancel: string;
  /** Where what is typed is kept until it was sent. */
  draft?: { name: string; reader: string };
  children: ComponentChildren;
};

/** A working page that is one form: its heading, its fields, the button, and the way out. */
export function FormPage({
  frame,
  title,
  lead,
  crumbs,
  action,
  form,
  stands,
  button,
  cancel,
  draft,
  children,
}: FormPageProps) {
  const matter = (
    <Form action={action} state={form} stands={stands}>
      {children}
      <SubmitRow cancel={cancel}>
        <Button>{button}</Button>
      </SubmitRow>
    </Form>
  );
  return (
    <Layout frame={frame} title={title} size="sm" crumbs={crumbs} errors={form?.errors ?? {}} hidden>
      <Stack gap="6">
        <Intro title={title} lead={lead} />
        {draft ? <Draft {...draft}>{matter}</Draft> : matter}
      </Stack>
    </Layout>
  );
}
