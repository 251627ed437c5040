import { z } from 'zod';
import { type BroughtAnswer, bringInRound } from '../../mechanisms/sealed-round/bringing-in.ts';
import { recordedHow } from '../../mechanisms/sealed-round/rules.ts';
import { daysAgo, key, localised, momentOf, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { listPartners, whoWrote } from '../partnerships/store.ts';
import { words } from './messages/index.ts';
import { ownKind, partsIn, roles, spans, whos } from './rules.ts';

const who = z.enum(whos);
const why = localised(4_000).optional();

const structure = z.strictObject({
  key,
  partnership: key,
  askedDaysAgo: daysAgo,
  openedDaysAgo: daysAgo,
  answers: z
    .array(
      z.strictObject({
        partner: key,
        /** Told to a facilitator, who wrote it down. */
        recorded: z.enum(recordedHow).optional(),
        lead: who,
        own: who,
        pay: who,
        expertise: who,
        risk: who,
        long: z.enum(spans),
        /** Why, by the name of what it is about. */
        why: z
          .strictObject({ lead: why, own: why, pay: why, expertise: why, risk: why, else: why })
          .default({}),
      }),
    )
    .min(2),
});

/** Who should lead, own and pay, as all partners have said. What people did with it since counts for more. */
export const imported: ImportSection<z.output<typeof structure>> = {
  name: 'structures',
  item: structure,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const named = item.answers.map(({ partner }) => find('partners', partner, 'answers'));
    if (before) return { space, subject: before };
    const t = words(city.defaultLocale);
    const answers: BroughtAnswer[] = [];
    for (const [n, one] of item.answers.entries()) {
      const { recorded } = one;
      const sealedAt = momentOf(tx, Math.max(item.askedDaysAgo - 1 - n, item.openedDaysAgo + 1));
      const reasons = roles.map((role) => [`${role}-why`, written(one.why[role], importing)]);
      answers.push({
        partner: named[n]!,
        // What is kept of a choice is its number, the same in all languages.
        content: Object.fromEntries([
          ...roles.map((role) => [role, String(whos.indexOf(one[role]))]),
          ['long', String(spans.indexOf(one.long))],
          ...[...reasons, ['else', written(one.why.else, importing)]].filter(([, text]) => text !== ''),
        ]),
        sealedAt,
        by: await whoWrote(tx, space, named[n]!, recorded !== undefined),
        ...(recorded && { recorded: { how: recorded, on: dayOf(sealedAt, city.timeZone) } }),
      });
    }
    const opened = momentOf(tx, item.openedDaysAgo);
    const id = await bringInRound(
      tx,
      {
        space,
        kind: ownKind,
        title: t('title'),
        about: '',
        questions: partsIn(t).flatMap(({ questions }) => questions),
        locale: city.defaultLocale,
        opens: 'all',
        element: null,
        askedAt: momentOf(tx, item.askedDaysAgo),
        openedAt: opened,
        dueAt: opened,
        partners: (await listPartners(tx, space)).map((partner) => partner.id),
      },
      answers,
    );
    return { space, subject: id };
  },
};
