import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import { type Locale, type Localised, textIn } from '../../platform/i18n/locale.ts';
import type { Happened, Instrument, Narration, StepWork } from '../../platform/instrument.ts';
import type { Recorded } from '../../platform/journal/reader.ts';
import { deskItems } from './desk.ts';
import { notes, provisions } from './found.ts';
import { frameworkNotes, framework as imported } from './importing.ts';
import { words } from './messages/index.ts';
import { personal } from './personal.ts';
import { routes } from './routes.tsx';
import { sayings } from './rules.ts';
import { findTitle, listFirstNotes, listWhoNoted, wasTold } from './store.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

const ruleIn = (locale: Locale, { content }: Happened) =>
  textIn((content.title ?? {}) as Localised, locale, locale).text || words(locale)('some-rule');

const told = (key: Key | ((happened: Happened) => Key)): Narration => ({
  say: (locale, happened) => {
    const t = words(locale);
    return t(typeof key === 'string' ? key : key(happened), {
      who: happened.partner || happened.actor || t('somebody'),
      rule: ruleIn(locale, happened),
      n: Number(happened.content.n) || 0,
    });
  },
  href: ({ space, subject }) =>
    `/partnerships/${space}/framework${subject && subject !== space ? `/${subject}` : ''}`,
});

const says = ({ content }: Happened) => sayings.find((one) => one === content.says) ?? 'as-is';
const cityActs = ['changed', 'retired', 'returned'] as const;
const did = ({ content }: Happened) => cityActs.find((one) => one === content.did) ?? 'changed';

/** Tells each partnership that had noted something about a provision what the city did with it. */
async function tell(tx: Tx, entry: Recorded): Promise<void> {
  const provision = entry.subject_id;
  const title = provision && (await findTitle(tx, provision));
  if (!provision || !title) return;
  for (const space of await listWhoNoted(tx, provision)) {
    if (await wasTold(tx, space, entry.id)) continue;
    const act = entry.kind.replace('framework.', '');
    const content = { title, did: act, entry: entry.id };
    await tx.record({ space, kind: 'framework.told', subject: provision, content });
  }
}

/** Noting what applies begins the step about rules; what is noted about signing and deciding, the one about authority. */
async function work(tx: Tx, partnership: string): Promise<StepWork[]> {
  return (await listFirstNotes(tx, partnership)).map(({ signing, begunAt }) => ({
    element: signing ? 'authority' : 'governance',
    path: 'framework',
    label: (locale) => words(locale)('inside.title'),
    begunAt,
    agreedAt: null,
    revisitOn: null,
  }));
}

const offer = (element: string, order: number) => ({
  element,
  order,
  path: 'framework',
  label: (locale: Locale) => words(locale)('offer'),
  about: (locale: Locale) => words(locale)('offer.about'),
});

/** The city's framework for partnerships: laid down once, inherited by each. */
export function framework(_house: House): Instrument {
  return {
    name: 'framework',
    personal,
    routes,
    importing: [imported, frameworkNotes],
    found: [provisions, notes],
    settings: [
      {
        href: '/framework',
        label: (locale) => words(locale)('title'),
        about: (locale) => words(locale)('settings.about'),
      },
    ],
    desk: deskItems,
    // Nothing on it has a day.
    dueIn: async () => [],
    steps: { offers: [offer('governance', 20), offer('authority', 10)], work },
    reactions: Object.fromEntries(
      cityActs.map((act) => [
        `framework.${act}`,
        (_house: House, tx: Tx, entry: Recorded) => tell(tx, entry),
      ]),
    ),
    narrates: {
      'framework.noted': told((happened) => `told.noted.${says(happened)}`),
      'framework.noted-rest': told('told.noted-rest'),
      'framework.taken-back': told('told.taken-back'),
      'framework.seen': told('told.seen'),
      'framework.told': told((happened) => `told.city.${did(happened)}`),
    },
  };
}
