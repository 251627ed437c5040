import { processShape } from '../../mechanisms/decision/process.ts';
import { findProcess } from '../../mechanisms/decision/processes.ts';
import { stages } from '../../mechanisms/decision/stages.ts';
import {
  findFirst,
  listSpacesDue,
  moveProposals,
  moveRatings,
  moveVoices,
} from '../../mechanisms/decision/store.ts';
import { tellsTalk } from '../../mechanisms/discussion/narrating.ts';
import { moveComments, moveReading } from '../../mechanisms/discussion/store.ts';
import type { House } from '../../platform/house.ts';
import type { Happened, Instrument, Narration } from '../../platform/instrument.ts';
import { workBegun } from '../../platform/work-begun.ts';
import { tellOpened } from './actions/opening.ts';
import { settleEnded } from './actions.ts';
import { deskItems } from './desk.ts';
import { mailOutside } from './emails.tsx';
import { exporting } from './exporting.ts';
import { found } from './found.ts';
import { decisions as imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { countAnswered } from './promises.ts';
import { routes } from './routes.tsx';
import { standing } from './standing.tsx';
import { talk } from './talk.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

const fallbackKinds = ['time', 'way', 'above'] as const;
const results = ['holds', 'fails', 'chosen', 'open', 'proposer', 'seen'] as const;

const told = (key: Key | ((happened: Happened) => Key)): Narration => ({
  say: (locale, happened) => {
    const t = words(locale);
    return t(typeof key === 'string' ? key : key(happened), {
      actor: happened.actor || t('somebody'),
      partner: happened.partner || t('some-partner'),
      title: typeof happened.personal?.title === 'string' ? happened.personal.title : t('erased'),
    });
  },
  href: ({ space, subject }) => `/partnerships/${space}/decisions/${subject}`,
});

/** The same of a partner, or of a person by the name that they had. */
const toldOf = (key: (happened: Happened) => Key): Narration => ({
  ...told(key),
  say: (locale, happened, city) => {
    const { partner, content, personal } = happened;
    const name = typeof personal?.name === 'string' ? personal.name : words(locale)('somebody');
    return told(key).say(locale, { ...happened, partner: 'partner' in content ? partner : name }, city);
  },
});

const isKnown = (process: unknown) => {
  const read = processShape.safeParse(process);
  return read.success && findProcess(read.data.key) !== undefined;
};

/** What partners decide together, and the register of it. */
export function decisions(house: House): Instrument {
  return {
    name: 'decisions',
    personal,
    routes: routes(house),
    inside: [{ path: 'decisions', label: (locale) => words(locale)('title'), order: 35 }],
    steps: {
      offers: [
        {
          element: 'authority',
          order: 20,
          path: 'decisions',
          label: (locale) => words(locale)('offer'),
          about: (locale) => words(locale)('offer.about'),
        },
      ],
      work: async (tx, partnership) =>
        workBegun(
          'authority',
          'decisions',
          (locale) => words(locale)('title'),
          await findFirst(tx, partnership),
        ),
    },
    desk: deskItems,
    standing: { order: 20, lines: standing },
    dueIn: listSpacesDue,
    passesOn: async (tx, succession) => {
      await moveProposals(tx, succession);
      await moveComments(tx, succession);
      await moveReading(tx, succession);
      await moveRatings(tx, succession);
      await moveVoices(tx, succession);
    },
    found: [found],
    importing: [imported],
    exporting,
    // A way to decide that this house does not know could not be counted: what was said is kept, and decides nothing.
    fits: {
      decision: {
        fit: async (_, row) =>
          isKnown(row.process) ? undefined : { ...row, process: findProcess('sense-check')! },
        told: (locale, { title }) => words(locale)('fits', { title: String(title) }),
      },
    },
    reactions: { 'decision.told': mailOutside },
    narrates: {
      'decision.proposed': told('told.proposed'),
      'decision.reopened': told('told.reopened'),
      'decision.spoken': told(({ content }) => (content.onBehalf ? 'told.spoken-for' : 'told.spoken')),
      'decision.person-spoken': {
        ...toldOf(({ content }) => (content.onBehalf ? 'told.spoken-for' : 'told.spoken')),
        together: true,
      },
      'decision.person-recorded': toldOf(() => 'told.spoken-for'),
      'decision.reworded': told('told.reworded'),
      'decision.extended': told('told.extended'),
      'decision.moved': told(({ content }) =>
        content.byItself
          ? 'told.moved.itself'
          : `told.moved.${stages.find((one) => one === content.stage) ?? 'decide'}`,
      ),
      'decision.fell-back': told(
        ({ content }) => `told.fell-back.${fallbackKinds.find((one) => one === content.kind) ?? 'way'}`,
      ),
      'decision.promised': told('told.promised'),
      'decision.lived': told('told.lived'),
      'decision.aside-asked': told('told.aside-asked'),
      'decision.aside-answered': toldOf(({ content }) =>
        content.says === 'yes'
          ? 'told.aside-yes'
          : content.says === 'no'
            ? 'told.aside-no'
            : 'told.aside-back',
      ),
      'decision.acknowledged': told(({ content }) =>
        content.onBehalf ? 'told.acknowledged-for' : 'told.acknowledged',
      ),
      'decision.opened': told('told.opened'),
      'decision.closed': told('told.closed'),
      'decision.told': told('told.told'),
      'decision.set-aside': told('told.set-aside'),
      'decision.withdrawn': told('told.withdrawn'),
      'decision.settled': told(
        ({ content }) => `told.settled.${results.find((one) => one === content.result) ?? 'open'}`,
      ),
      ...tellsTalk(talk, ({ space, subject }) => `/partnerships/${space}/decisions/${subject}`),
      // Newcomers are told what was decided, and not each count.
      'decision.written-down': {
        ...told(({ content }) => (content.again ? 'told.written-again' : 'told.written-down')),
        marked: true,
      },
    },
    // Voices are taken from and until the moment by the database's clock; telling and counting may come a little later.
    jobs: [
      { name: 'decisions-opened', cron: '* * * * *', run: tellOpened },
      { name: 'decisions-settle', cron: '* * * * *', run: settleEnded },
      { name: 'decisions-answered', cron: '* * * * *', run: countAnswered },
    ],
  };
}
