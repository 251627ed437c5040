import type { ComponentChildren } from 'preact';
import { type Act, actsOpenTo, voidQuestion } from '../../../mechanisms/request/rules.ts';
import { isWritten } from '../../../mechanisms/request/written.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Row } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { askerOf, type RequestView } from './request-view.ts';
import { dateWords, dayWords, nameOf, Said } from './said.tsx';

/** One sentence that says where it stands, for whoever reads it. */
export function standing(page: Page, view: RequestView): string {
  const t = words(page.locale);
  const { request, daysLeft } = view;
  const unit = nameOf(view.units.get(request.unit ?? ''), page);
  const asker = askerOf(request, view, (one) => page.text(one.name));
  if (request.state === 'with-unit' && request.due !== null && daysLeft !== null) {
    const facts = { unit, day: dayWords(request.due, page), n: Math.abs(daysLeft) };
    if (daysLeft < 0) return t('stands.late', facts);
    return t('stands.with-unit', facts);
  }
  return t(`stands.${request.state}`, { unit, asker });
}

/** The act that is offered first to whoever's turn it is. */
const first: Partial<Record<string, Act>> = {
  'unit with-unit': 'accepted',
  'unit promised': 'done',
  'asker with-asker': 'added',
  'asker countered': 'counter-accepted',
  'asker done': 'confirmed-done',
};

/** In the order in which they are offered; a forward is the commonest answer, so it stands near the front. */
const order: readonly (Act | 'meeting')[] = [
  'forwarded',
  'asked-back',
  'meeting',
  'countered',
  'accepted',
  'declined',
  'added',
  'reopened',
  'withdrawn',
];

/** What the reader can do now: one filled button where it is their turn, the rest beside it. */
export function NextStep({ page, view }: { page: Page; view: RequestView }) {
  const t = words(page.locale);
  const { request, side, door } = view;
  if (side === 'observer') return null;
  const open: (Act | 'meeting')[] = actsOpenTo(request.state, side);
  if (open.includes('asked-back')) open.push('meeting');
  const turn = first[`${side} ${request.state}`];
  /** The question that waits for the reader. */
  const question = turn === 'added' ? view.acts.findLast(({ act }) => act === 'asked-back') : undefined;
  const replies = question !== undefined;
  const link = (act: Act | 'meeting', variant: 'primary' | 'secondary'): ComponentChildren => (
    <ButtonLink key={act} href={`${door.base}/acts/${act}`} variant={variant}>
      {t(replies && act === 'added' ? 'do.reply' : (`do.${act}.${side}` as 'do.accepted.unit'))}
    </ButtonLink>
  );
  const others = order
    .filter((act) => open.includes(act) && act !== turn)
    .map((act) => link(act, 'secondary'));
  const keep = view.mayKeep && (
    <Form action={`${door.base}/keeping`}>
      <Button variant="secondary">{t('keep.do')}</Button>
    </Form>
  );
  const asked = side === 'asker' ? voidQuestion(view.acts) : undefined;
  if (asked && open.includes('added')) {
    const names = {
      before: nameOf(view.units.get(asked.unit ?? ''), page),
      unit: nameOf(view.units.get(request.unit ?? ''), page),
    };
    return (
      <>
        <NextPanel
          title={t('void.title', names)}
          action={[
            <ButtonLink key="added" href={`${door.base}/acts/added`} variant="secondary">
              {t('void.do')}
            </ButtonLink>,
            ...order
              .filter((act) => open.includes(act) && act !== 'added')
              .map((act) => link(act, 'secondary')),
          ]}
        >
          <p class="text">{t('void.why', names)}</p>
        </NextPanel>
        {keep}
      </>
    );
  }
  if (!turn) {
    if (others.length === 0 && !keep) return null;
    return (
      <>
        {others.length > 0 && <Row>{others}</Row>}
        {keep}
      </>
    );
  }
  const asker = askerOf(request, view, (one) => page.text(one.name));
  const unit = nameOf(view.units.get(request.unit ?? ''), page);
  return (
    <>
      <NextPanel
        title={t(`turn.${side}.${request.state}` as 'turn.unit.with-unit', { asker, unit })}
        action={[link(turn, 'primary'), ...others]}
      >
        {question && (
          <>
            <Said written={question.note} page={page} by={dateWords(question.at, page)} />
            {isWritten(question.meeting) && <p class="small quiet">{t('meeting.offered')}</p>}
            <Said written={question.meeting} page={page} />
          </>
        )}
        <p class="text">
          {t(`turn.${side}.${request.state}.why` as 'turn.unit.with-unit.why', { asker, unit })}
        </p>
      </NextPanel>
      {keep}
    </>
  );
}
