import type { Page } from '../../../platform/http/page.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Inside } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SubmitRow } from '../../../ui/submit-row.tsx';
import type { Ending, loadInvitation } from '../actions/people.ts';
import { words } from '../messages/index.ts';

/** Asks before somebody loses their part: only an invitation brings it back. Its form goes to its own address. */
export function EndingPage({ page, ending, back }: { page: Page; ending: Ending; back: string }) {
  const t = words(page.locale);
  const { inside, person, self, stays, leaderless } = ending;
  const whose = self ? 'own' : 'other';
  const title = t(stays ? `ending.role.${whose}` : `ending.${whose}`, { name: person.name });
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={[{ href: `/partnerships/${inside.partnership.id}/people`, label: t('people') }]}
    >
      <Intro title={title} lead={t(stays ? `ending.role.${whose}.lead` : `ending.${whose}.lead`)} />
      {leaderless && (
        <Notice tone="warning">
          <p>{t(`ending.lead.${leaderless}`, { name: person.name })}</p>
        </Notice>
      )}
      <Form action={page.frame.path}>
        <SubmitRow cancel={back}>
          <Button color="danger">{t(self && !stays ? 'leave.do' : 'end.do')}</Button>
        </SubmitRow>
      </Form>
    </Inside>
  );
}

type WithdrawingProps = { page: Page } & Awaited<ReturnType<typeof loadInvitation>>;

/** Asks before an invitation is withdrawn: whoever holds it is not told, and finds a link that opens nothing. */
export function WithdrawingPage({ page, inside, found }: WithdrawingProps) {
  const t = words(page.locale);
  const title = t('withdraw.title', { name: found.name || found.email || t('start.throughRequest') });
  const people = `/partnerships/${inside.partnership.id}/people`;
  return (
    <Inside
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={[{ href: people, label: t('people') }]}
    >
      <Intro title={title} lead={t('withdraw.lead')} />
      <Form action={page.frame.path}>
        <SubmitRow cancel={people}>
          <Button color="danger">{t('withdraw.do')}</Button>
        </SubmitRow>
      </Form>
    </Inside>
  );
}
