import { settleAfterLeaving } from '../../mechanisms/consent/actions.ts';
import { narrationsOf } from '../../mechanisms/consent/narrating.ts';
import type { House } from '../../platform/house.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Happened, Instrument, Narration } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { goOrHold } from './actions.ts';
import { deskItems } from './desk.ts';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { milestones } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { outcomes } from './rules.ts';
import { findPlanBegun, listSpacesDue, moveMilestones } from './store.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

const told = (key: Key | ((happened: Happened) => Key), href: (happened: Happened) => string): Narration => ({
  say: (locale, happened) => {
    const t = words(locale);
    const { content, personal } = happened;
    const day = content.due ?? content.day;
    return t(typeof key === 'string' ? key : key(happened), {
      actor: happened.actor || sentence(t('somebody'), locale),
      partner: happened.partner || t('some-partner'),
      what: typeof personal?.what === 'string' ? personal.what : t('erased'),
      day: typeof day === 'string' ? writeDate(day, 'long', { locale, timeZone: 'UTC' }) : '',
    });
  },
  href,
});

const planned = (key: Key | ((happened: Happened) => Key)) =>
  told(key, ({ space, subject }) => `/partnerships/${space}/transition/plan/${subject}`);

/** From building a partnership to its work: what is in place, go or hold, and the plan. */
export function transition(house: House): Instrument {
  const offer = (element: string, path: string, key: 'offer' | 'offer.plan') => ({
    element,
    order: 20,
    path,
    label: (locale: Parameters<typeof words>[0]) => words(locale)(key),
    about: (locale: Parameters<typeof words>[0]) => words(locale)(`${key}.about`),
  });
  return {
    name: 'transition',
    personal,
    routes: routes(house),
    steps: {
      offers: [
        offer('manager', 'transition', 'offer'),
        offer('commitments', 'transition', 'offer'),
        { ...offer('commitments', 'transition/plan', 'offer.plan'), order: 21 },
      ],
      work: async (tx, partnership) =>
        workBegun(
          'commitments',
          'transition/plan',
          (locale) => words(locale)('plan'),
          await findPlanBegun(tx, partnership),
        ),
    },
    desk: deskItems,
    dueIn: listSpacesDue,
    exporting,
    importing: [milestones],
    found: [found],
    passesOn: moveMilestones,
    reactions: {
      'partner.left': (_, tx, entry) => settleAfterLeaving(tx, goOrHold, entry),
      'partner.removed': (_, tx, entry) => settleAfterLeaving(tx, goOrHold, entry),
    },
    narrates: {
      ...narrationsOf(goOrHold),
      'transition.checked': told(
        ({ content }) => (content.onBehalf ? 'told.checked-for' : 'told.checked'),
        ({ space }) => `/partnerships/${space}/transition`,
      ),
      'milestone.added': planned('told.milestone.added'),
      'milestone.changed': planned('told.milestone.changed'),
      'milestone.moved': planned('told.milestone.moved'),
      'milestone.settled': planned(
        ({ content }) => `told.milestone.${outcomes.find((one) => one === content.as) ?? 'dropped'}`,
      ),
      'milestone.reopened': planned('told.milestone.reopened'),
    },
  };
}
