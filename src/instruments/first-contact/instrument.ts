import { type ComponentType, h, type VNode } from 'preact';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import type { Instrument } from '../../platform/instrument.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { dayOf } from '../../platform/working-days.ts';
import { deskItems } from './desk.ts';
import {
  mailConfirmation,
  mailDiscarded,
  mailHeld,
  mailLateToAdministrators,
  mailReport,
} from './emails/others.tsx';
import { requestMails } from './emails/requests.tsx';
import { found } from './found.ts';
import { liaisonDesk, requests } from './importing.ts';
import { remind } from './jobs.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { fewestAnswers } from './rules.ts';
import { settleLateNotices } from './store/oversight.ts';
import {
  forgetTakenDown,
  indexUnfound,
  listPublishedLately,
  listPublishedOf,
  listReplyRecords,
} from './store/publishing.ts';
import { listUnits } from './store/units.ts';
import { LostLinksLine } from './views/lost-links.tsx';
import { OnTheHomePage, RecentRequests } from './views/published.tsx';

const most = 10;
const mostOnHome = 5;

/** What ends being late: every act that leaves the unit, or gives the request to another. */
const settling = ['forwarded', 'asked-back', 'countered', 'accepted', 'declined', 'withdrawn'];

type React = NonNullable<Instrument['reactions']>[string];

const settle: React = async (_house: House, tx: Tx, entry: Recorded) =>
  settleLateNotices(tx, Number(entry.content.number));

function both(first: React | undefined, second: React): React {
  return async (house, tx, entry) => {
    await first?.(house, tx, entry);
    await second(house, tx, entry);
  };
}

/** A part of ours on a page of another room. */
function draw<Props extends object>(part: ComponentType<Props>, props: Props): VNode {
  return h(part, props) as VNode;
}

async function recordsToday(page: { city: Page['city'] }, tx: Tx) {
  return listReplyRecords(tx, dayOf(tx.now, page.city.timeZone), fewestAnswers);
}

export function firstContact(house: House): Instrument {
  return {
    name: 'first-contact',
    personal,
    routes: routes(house),
    nav: [
      {
        href: '/requests',
        may: { name: 'signed in', allows: (scope) => scope.person !== null },
        label: (locale) => words(locale)('inbox'),
        order: 30,
      },
    ],
    signIn: async (page) => draw(LostLinksLine, { page }),
    desk: deskItems,
    dueIn: async () => [],
    found,
    home: {
      order: 40,
      place: 'main',
      async section(page, tx) {
        const rows = await listPublishedLately(tx, mostOnHome);
        const records = await recordsToday(page, tx);
        if (records.length + rows.length === 0) return undefined;
        const units = await listUnits(
          tx,
          records.map((record) => record.unit),
        );
        return draw(OnTheHomePage, {
          page,
          rows,
          records: records.filter((record) => units.has(record.unit)).slice(0, most),
          units,
        });
      },
    },
    async organisationPage(page, tx, organisation) {
      const rows = await listPublishedOf(tx, organisation, most);
      return rows.length > 0 ? draw(RecentRequests, { page, rows, title: 'recent' as const }) : undefined;
    },
    async usualReply(tx, organisations) {
      const city = await house.city.get();
      const records = await recordsToday({ city }, tx);
      return new Map(
        records
          .filter(({ unit }) => organisations.includes(unit))
          .map(({ unit, medianDays }) => [unit, medianDays]),
      );
    },
    settings: [
      {
        href: '/settings/liaison',
        label: (locale) => words(locale)('liaison.title'),
        about: (locale) => words(locale)('liaison.about'),
      },
    ],
    reactions: {
      ...requestMails,
      ...Object.fromEntries(
        settling.map((act) => [`request.${act}`, both(requestMails[`request.${act}`], settle)]),
      ),
      'request.late': both(requestMails['request.late'], mailLateToAdministrators),
      'brief.sent': mailConfirmation,
      'brief.held': mailHeld,
      'brief.discarded': mailDiscarded,
      'abuse.reported': mailReport,
      'abuse.closed': async (_house, tx, entry) => forgetTakenDown(tx, entry.subject_id ?? ''),
    },
    jobs: [
      // Each hour in the morning hours of Europe: a reminder is given once, whatever the number of runs.
      { name: 'answered-found', cron: '23 * * * *', run: (house) => house.database.system(indexUnfound) },
      { name: 'request-reminders', cron: '7 6-16 * * *', run: remind },
    ],
    importing: [liaisonDesk, requests],
  };
}
