import type { PageFrame } from '../platform/http/frame.ts';
import { ButtonLink } from './button.tsx';
import { Intro } from './intro.tsx';
import { Layout } from './layout.tsx';
import { words } from './messages/index.ts';

export type ProblemKind =
  | 'not-found'
  | 'forbidden'
  | 'closed'
  | 'origin'
  | 'other-body'
  | 'too-many'
  | 'too-large'
  | 'no-room'
  | 'broken';

/** A page that says what went wrong, what to do, and a number by which we find it again. */
export function ProblemPage({
  frame,
  kind,
  reference,
  minutes = 0,
}: {
  frame: PageFrame;
  kind: ProblemKind;
  reference: string;
  minutes?: number;
}) {
  const t = words(frame.locale);
  const title = t(`problem.${kind}`);
  return (
    <Layout frame={frame} title={title} hidden>
      <Intro title={title} lead={t(`problem.${kind}.lead`, { minutes })} />
      <div class="stack" data-refused>
        <p class="quiet small">{t('problem.reference', { reference })}</p>
        {kind === 'not-found' && !frame.person && <ButtonLink href="/sign-in">{t('signIn')}</ButtonLink>}
        <ButtonLink href="/" variant="secondary">
          {t('problem.home')}
        </ButtonLink>
      </div>
    </Layout>
  );
}
