import { z } from 'zod';
import { type Locale, type Localised, locales } from '../../platform/i18n/locale.ts';
import { key, localised, momentOf, recordOn, written } from '../../platform/import/fields.ts';
import type { Importing, ImportSection } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { listPartners, listPeopleOf } from '../partnerships/store.ts';
import { putOut } from './actions.ts';
import { type Part, printOf } from './rules.ts';
import {
  dateWords,
  findLatest,
  findName,
  insertAnswer,
  insertName,
  insertTranslations,
  insertVersion,
  listOffered,
  type NewTranslation,
  noteOut,
} from './store.ts';

const publicPage = z.strictObject({
  key,
  partnership: key,
  /** What the partnership is called, where that is to be read in other languages. */
  name: localised(120).optional(),
  what: localised(600),
  place: localised(200).optional(),
  whom: localised(300).optional(),
  element: z.string().optional(),
  /** Agreed texts, each whole; title and sections in their order, where they are to be read in other languages. */
  texts: z
    .array(
      z.strictObject({
        text: key,
        title: localised(120).optional(),
        blocks: z.array(z.strictObject({ heading: localised(120), text: localised(8_000) })).default([]),
      }),
    )
    .default([]),
  moments: z.array(z.strictObject({ moment: key, text: localised(280).optional() })).default([]),
  /** Partners that want to be named. */
  named: z.array(key).default([]),
  /** The organisation by which the partnership is reached. */
  contact: key.optional(),
  goal: key.optional(),
  outDaysAgo: z.number().int().min(0).max(3_650),
});
type Item = z.output<typeof publicPage>;

/** The page of a partnership, to which all partners have said yes. What people did with it since counts for more. */
export const publicPages: ImportSection<Item> = {
  name: 'publicPages',
  item: publicPage,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    if (before) return { space, subject: before };
    const made = await findLatest(tx, space);
    if (made) return { space, subject: made.id };
    const { name } = (await findName(tx, space))!;
    const out = momentOf(tx, item.outDaysAgo);
    const chosen = item.texts.map(({ text }) => find('texts', text, 'texts'));
    const offered = (await listOffered(tx, space)).filter(({ document }) => chosen.includes(document));
    const version = await insertVersion(tx, space, {
      number: 1,
      locale: city.defaultLocale,
      name,
      what: written(item.what, importing),
      place: written(item.place, importing),
      whom: written(item.whom, importing),
      element: item.element ?? null,
      contact: item.contact ? find('organisations', item.contact, 'contact') : null,
      goal: item.goal ? find('goals', item.goal, 'goal') : null,
      partner: null,
      sections: offered.map(({ block, version: n }) => ({ block, version: n })),
      moments: item.moments.map(({ moment }) => find('moments', moment, 'moments')),
      at: out,
    });
    for (const { id } of await listPartners(tx, space)) {
      const [person] = await listPeopleOf(tx, [id]);
      const recording = person ? undefined : { how: 'phone' as const, on: dayOf(out, city.timeZone) };
      await insertAnswer(
        tx,
        space,
        { version, partner: id, answer: 'yes', reason: '', recording },
        person?.id ?? null,
      );
    }
    for (const one of item.named) {
      const partner = find('partners', one, 'named');
      const [person] = await listPeopleOf(tx, [partner]);
      await insertName(tx, space, partner, true, person?.id ?? null);
    }
    for (const locale of city.locales)
      if (locale !== city.defaultLocale)
        await insertTranslations(tx, space, locale, null, translated(item, importing, locale, name, offered));
    await putOut(tx, { id: space, name }, undefined, { id: version, number: 1 }, locales, (entry) =>
      recordOn(tx, out, entry),
    );
    await noteOut(tx, version, out);
    await dateWords(tx, space, out);
    return { space, subject: version };
  },
};

/** What stands in the file in this language. */
function translated(
  item: Item,
  importing: Importing,
  locale: Locale,
  name: string,
  offered: Awaited<ReturnType<typeof listOffered>>,
): NewTranslation[] {
  const of = (
    part: Part,
    id: string | null,
    said: Localised | undefined,
    original: string,
  ): NewTranslation[] => {
    const text = said?.[locale];
    return text && original ? [{ part, id, text, of: printOf(original) }] : [];
  };
  return [
    ...of('name', null, item.name, name),
    ...(['what', 'place', 'whom'] as const).flatMap((part) =>
      of(part, null, item[part], written(item[part], importing)),
    ),
    ...item.texts.flatMap(({ text, title, blocks }) => {
      const document = importing.find('texts', text, 'texts');
      const own = offered.filter((one) => one.document === document);
      return [
        ...of('title', document, title, own[0]?.title ?? ''),
        ...blocks.flatMap(({ heading, text: says }, n) => {
          const block = own[n]?.block ?? null;
          if (!block) return [];
          return [
            ...of('heading', block, heading, written(heading, importing)),
            ...of('text', block, says, written(says, importing)),
          ];
        }),
      ];
    }),
    ...item.moments.flatMap(({ moment, text }) =>
      of('moment', importing.find('moments', moment, 'moments'), text, written(text, importing)),
    ),
  ];
}
