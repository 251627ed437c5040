import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import type { DecisionView } from '../actions.ts';
import { words } from '../messages/index.ts';
import { pathOf } from './parts.tsx';

type FrameProps = {
  page: Page;
  at: DecisionView;
  title: string;
  state: FormState | undefined;
  /** What stands in it, by the address of the decision. */
  children: (path: string) => ComponentChildren;
};

/** A page behind that of a decision. */
export function DecisionFrame({ page, at, title, state, children }: FrameProps) {
  const { partnership } = at.inside;
  const { id, title: about, locale } = at.decision;
  const path = `${pathOf(partnership.id)}/${id}`;
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[
        { href: pathOf(partnership.id), label: words(page.locale)('title') },
        { href: path, label: about, said: { text: about, lang: page.langOf(locale) ?? page.locale } },
      ]}
      {...(state && { errors: state.errors })}
    >
      {children(path)}
    </Inside>
  );
}
