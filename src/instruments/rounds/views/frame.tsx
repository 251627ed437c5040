import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import type { InRound } from '../actions.ts';
import { words } from '../messages/index.ts';
import { nameOf, saidIn } from '../named.ts';
import { Said } from './parts.tsx';

type Props = {
  page: Page;
  at: InRound;
  errors: FormState['errors'] | undefined;
  /** One line: how far it is. */
  state: ComponentChildren;
  children: ComponentChildren;
};

/** The page of a round, closed or open: what is asked, in the words of who asked. */
export function RoundFrame({ page, at: { round, inside }, errors, state, children }: Props) {
  const t = words(page.locale);
  const title = nameOf(page.locale, round);
  const said = saidIn(round);
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={[{ href: `/partnerships/${round.space}/rounds`, label: t('rounds') }]}
      said={said}
      {...(errors && { errors })}
    >
      <Intro
        title={<Quoted sentence={title} said={said} />}
        lead={
          round.about && (
            <Said page={page} locale={round.locale}>
              {round.about}
            </Said>
          )
        }
        state={state}
      />
      {children}
    </Inside>
  );
}
