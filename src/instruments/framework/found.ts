import { writeDate } from '../../platform/i18n/dates.ts';
import { spoken } from '../../platform/i18n/localised.ts';
import type { Findable } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { words } from './messages/index.ts';
import { listNotesById, listProvisionsById } from './store.ts';

/** What the city has laid down, for everybody. */
export const provisions: Findable = {
  name: 'framework',
  kinds: { provision: 1 },
  of: 'subjects',
  inside: false,
  order: 82,
  label: (locale) => words(locale)('found'),
  load: async ({ locale, city }, tx, ids) => {
    const say = (text: Parameters<typeof spoken>[0]) => spoken(text, locale, city.defaultLocale);
    return (await listProvisionsById(tx, ids, dayOf(tx.now, city.timeZone))).map((one) => ({
      id: one.id,
      href: `/framework/${one.id}`,
      title: say(one.title),
      about: say(one.meaning),
      texts: [say(one.document), say(one.appliesFrom)],
      facts: [{ text: words(locale)(`kind.${one.kind}`) }],
    }));
  },
};

/** What partners noted about it in their partnership. */
export const notes: Findable = {
  name: 'framework-notes',
  kinds: { 'provision-note': 1 },
  of: 'subjects',
  inside: true,
  order: 36,
  label: (locale) => words(locale)('found.notes'),
  load: async ({ locale, city }, tx, ids) =>
    (await listNotesById(tx, ids)).map(({ id, partnership, provision, title, name, at, ...note }) => ({
      id,
      href: `/partnerships/${partnership}/framework/${provision}`,
      title: spoken(title, locale, city.defaultLocale),
      texts: [note.words, note.allowedBy].map((text) => ({ text, lang: note.locale })),
      facts: [{ text: name }, { text: writeDate(at, 'long', { locale, timeZone: city.timeZone }) }],
    })),
};
