import { ButtonLink } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';
import { NextPanel } from '../../../ui/next-panel.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { beingDecided } from '../actions/steps.ts';
import { words } from '../messages/index.ts';
import { nextStep } from '../rules.ts';
import { type DisputeProps, pathOf, stepWords, untilWords } from './parts.tsx';

/** The step that a dispute is on, until when, and what the reader can do about it. */
export function Now({ page, at }: DisputeProps) {
  const t = words(page.locale);
  const { dispute, standing, speaks, entries, offers } = at;
  const inside = `/partnerships/${at.inside.partnership.id}`;
  const path = `${pathOf(at.inside.partnership.id)}/${dispute.id}`;
  const { step } = standing;
  if (step === 'ended') return null;
  const up = nextStep(step);
  const named = entries.findLast(({ kind, step: on }) => kind === 'named' && on === step);
  const helper = offers.find(({ id }) => id === named?.offer)?.helper;
  const put = beingDecided(at);
  return (
    <NextPanel
      for={speaks && waits(at) ? 'you' : 'all'}
      title={stepWords(page.locale, step)}
      note={standing.dueAt && untilWords(page, standing.dueAt)}
      {...(speaks && { action: <Ways ways={waysOf(at, { path, t, named: named !== undefined })} /> })}
    >
      <p class="text">{t(`now.${step}`)}</p>
      {helper && <p class="text">{t('now.helper', { name: helper })}</p>}
      {put && (
        <p class="text">
          {t('now.put')}{' '}
          <Link href={`${inside}/decisions/${put.decision}`}>
            <span lang={page.langOf(put.decisionLocale!)}>{put.decisionTitle}</span>
          </Link>
        </p>
      )}
      {standing.ranOut && (
        <Notice tone="warning">
          <p>{t(up ? 'now.ran-out' : 'now.ran-out.last')}</p>
        </Notice>
      )}
      {step === 'decision' && speaks && (
        <p class="text">
          {t('now.leave')} <Link href={`${inside}/moving-on`}>{t('now.leave.rest')}</Link>
          {' · '}
          <Link href={`${inside}/partners/${speaks.id}`}>{t('now.leave.link')}</Link>
        </p>
      )}
    </NextPanel>
  );
}

const waits = ({ standing, speaks, dispute }: DisputeProps['at']) =>
  standing.ranOut || (standing.step === 'raised' && speaks?.id !== dispute.byPartner);

type Said = { path: string; t: ReturnType<typeof words>; named: boolean };

/** What a side can do on this step, what is likely first. */
function waysOf(at: DisputeProps['at'], { path, t, named }: Said) {
  const { step, ranOut } = at.standing;
  const up = nextStep(step);
  const wanted = !named && !at.open.some(({ kind }) => kind === 'helper');
  const helps = step === 'facilitated' || step === 'mediator';
  const settle = { href: `${path}/settlement`, label: t('settle.link') };
  const helper = helps ? [{ href: `${path}/helper`, label: t('helper.link') }] : [];
  const put =
    step === 'decision' && !beingDecided(at) ? [{ href: `${path}/decision`, label: t('put.link') }] : [];
  const move =
    up && step !== 'ended'
      ? [
          {
            href: `${path}/step`,
            label: step === 'raised' ? t('step.begin') : t('step.up', { step: t(`step.${up}`) }),
          },
        ]
      : [];
  const time = { href: `${path}/time`, label: t('time.link') };
  if (step === 'raised' || ranOut) return [...move, ...put, settle, ...helper, time];
  return wanted && helps ? [...helper, settle, ...move, time] : [...put, settle, ...helper, ...move, time];
}

/** The buttons of a step, the most likely first; the first one is filled. */
function Ways({ ways }: { ways: readonly { href: string; label: string }[] }) {
  return (
    <div class="row">
      {ways.map(({ href, label }, n) => (
        <ButtonLink key={href} href={href} variant={n === 0 ? 'primary' : 'secondary'}>
          {label}
        </ButtonLink>
      ))}
    </div>
  );
}
