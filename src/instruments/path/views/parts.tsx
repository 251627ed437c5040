import { guideOf } from '../../../guide/adapted.ts';
import { isDue } from '../../../mechanisms/living-document/rules.ts';
import { stageOf } from '../../../mechanisms/sealed-round/rules.ts';
import type { Page } from '../../../platform/http/page.ts';
import { dayOf, endOfDay } from '../../../platform/working-days.ts';
import { State } from '../../../ui/state.tsx';
import { words } from '../messages/index.ts';
import { isSaidDone, type Step } from '../rules.ts';

export const pathOf = (partnership: string, element?: string) =>
  `/partnerships/${partnership}/path${element ? `/${element}` : ''}`;

export const textOfStep = (page: Page, { id }: Pick<Step, 'id'>) =>
  guideOf(page.city, page.locale).elements[id];

/** Where a step stands, in its shape and in words. */
export function StepState({ page, step }: { page: Page; step: Step }) {
  const t = words(page.locale);
  const day = (at: Date) => page.day(at);
  const { agreedAt, revisitOn } = step.agreed ?? {};
  const revisit = revisitOn ? day(endOfDay(revisitOn, page.city.timeZone)) : '';
  switch (step.state) {
    case 'agreed':
      if (isSaidDone(step)) return <State state="agreed">{t('state.done', { day: day(agreedAt!) })}</State>;
      return (
        <State state="agreed">
          {t(revisit ? 'state.agreed.revisit' : 'state.agreed', { day: day(agreedAt!), revisit })}
        </State>
      );
    case 'revisit':
      return (
        <State state="revisit">
          {isDue(step.agreed?.revisitOn ?? null, dayOf(page.now, page.city.timeZone))
            ? t('state.revisit', { day: day(agreedAt!), revisit })
            : t('state.revisit.called', { day: day(agreedAt!) })}
        </State>
      );
    case 'begun':
      return <State state="begun">{howFar(page, step)}</State>;
    case 'aside':
      return <State state="none">{t('state.aside', { day: day(step.choice!.at) })}</State>;
    default:
      return <State state="none">{t('state.none')}</State>;
  }
}

/** What is going on about a step, or has come of it. */
function howFar(page: Page, { work }: Step): string {
  const t = words(page.locale);
  const { rounds = [], texts = [], rooms = [] } = work ?? {};
  const [round] = rounds;
  if (texts.length > 0) return t('state.begun.text');
  if (round && stageOf(round, page.now) === 'open') return t('state.begun.open');
  if (!round) return t('state.begun.room', { work: rooms[0]!.label(page.locale) });
  return t('state.begun.asked', { n: round.sealed, all: round.asked });
}
