import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import { listed } from '../../../platform/i18n/names.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { type ElementState, State as StateLine } from '../../../ui/state.tsx';
import type { Difference } from '../actions.ts';
import { words } from '../messages/index.ts';
import type { State } from '../rules.ts';
import type { Way } from '../store.ts';

export function listPath(partnership: string): string {
  return `/partnerships/${partnership}/differences`;
}

export function pathOf({ id, inside }: Difference): string {
  return `${listPath(inside.partnership.id)}/${id}`;
}

/** What a partner is called; one that has left is said to be gone. */
export function nameOf({ inside }: Difference, partner: string | null, page: Page): string {
  return inside.partners.find(({ id }) => id === partner)?.name || words(page.locale)('gone');
}

export function namesOf(difference: Difference, partners: readonly string[], page: Page): string {
  return listed(
    partners.map((one) => nameOf(difference, one, page)),
    page.locale,
  );
}

const shapes: Record<State, ElementState> = {
  withdrawn: 'none',
  sealed: 'begun',
  talk: 'begun',
  asked: 'begun',
  settled: 'agreed',
  revisit: 'revisit',
};

type StandsProps = {
  page: Page;
  state: State;
  agree: number | null;
  dissent: number | null;
  reviewOn: string | null;
};

/** Where a difference stands, in its shape and in words. */
export function Stands(props: StandsProps) {
  return <StateLine state={shapes[props.state]}>{standsWords(props)}</StateLine>;
}

type Told = Omit<StandsProps, 'page'> & { page: Pick<Page, 'locale' | 'day'> };

export function standsWords({ page, state, agree, dissent, reviewOn }: Told): string {
  const t = words(page.locale);
  const said = t(`state.${state}`, { agree: agree ?? 0, dissent: dissent ?? 0 });
  const until = state === 'settled' && reviewOn && t('state.until', { day: page.day(reviewOn) });
  return [said, until].filter(Boolean).join(' · ');
}

/** A way out in words: which of the four, with its option or its paths. */
export function WayWords({ page, difference, way }: { page: Page; difference: Difference; way: Way }) {
  const t = words(page.locale);
  const optionOf = (id: string | null) => difference.options.find((one) => one.id === id);
  const option = optionOf(way.option);
  return (
    <>
      <p class="text">
        <strong>{t(`way.${way.kind}`)}</strong>
        {option && (
          <>
            : <span lang={page.langOf(option.locale)}>{option.text}</span>
          </>
        )}
      </p>
      {way.shares.length > 0 && (
        <ul>
          {way.shares.map(({ partner, option: taken }) => (
            <li key={partner}>
              {nameOf(difference, partner, page)}:{' '}
              <span lang={page.langOf(optionOf(taken)!.locale)}>{optionOf(taken)!.text}</span>
            </li>
          ))}
        </ul>
      )}
      {way.text && (
        <p class="text written" lang={page.langOf(way.locale)}>
          {way.text}
        </p>
      )}
      {way.sign && (
        <p class="text">
          {t('way.sign.reads')} <span lang={page.langOf(way.locale)}>{way.sign}</span>
        </p>
      )}
      <p class="small quiet">
        {t(way.kind === 'test' ? 'way.until' : 'way.review', { day: page.day(way.firstReview) })} ·{' '}
        {t('way.by', { by: way.byName ?? t('somebody'), day: page.day(way.at) })}
      </p>
    </>
  );
}

type FrameProps = {
  page: Page;
  difference: Difference;
  title: string;
  errors?: FormState['errors'] | undefined;
  children: ComponentChildren;
};

/** A page of one step, with the way back to the difference. */
export function StepFrame({ page, difference, title, errors, children }: FrameProps) {
  const { round, inside } = difference.at;
  const { partnership } = inside;
  const said = { text: round.title, lang: round.locale };
  return (
    <InsidePage
      frame={page.frame}
      title={title}
      partnership={partnership}
      above={[
        { href: listPath(partnership.id), label: words(page.locale)('title') },
        { href: pathOf(difference), label: round.title, said },
      ]}
      {...(errors && { errors })}
    >
      {children}
    </InsidePage>
  );
}
