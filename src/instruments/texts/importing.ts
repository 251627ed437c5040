import { z } from 'zod';
import { elementIds } from '../../guide/elements.ts';
import { indexDocument, insertBlocks } from '../../mechanisms/living-document/store.ts';
import { newId } from '../../platform/id.ts';
import { daysAgo, key, localised, momentOf, recordOn, written } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { addDays, dayOf } from '../../platform/working-days.ts';
import { listFacilitators, listPartners, listPeopleOf } from '../partnerships/store.ts';

const text = z.strictObject({
  key,
  partnership: key,
  /** The step of the guide that it belongs to. */
  element: z.enum(elementIds).optional(),
  /** The opened round it came from. */
  round: key.optional(),
  title: localised(120),
  begunDaysAgo: daysAgo,
  /** When all had said yes to all of it. */
  agreedDaysAgo: daysAgo,
  revisitInDays: z.number().int().min(1).max(1_827),
  /** What it is looked at again for besides its day. */
  occasions: z.array(z.strictObject({ event: localised(200), sign: localised(400).optional() })).default([]),
  /** The partner that wrote it down. */
  by: key,
  blocks: z
    .array(
      z.strictObject({
        heading: localised(120),
        text: localised(8_000),
        /** How a partner had put it before all agreed. */
        before: z.strictObject({ by: key, text: localised(8_000) }).optional(),
      }),
    )
    .min(1),
});

/** Texts that all partners have agreed on. What people did with one since counts for more. */
export const texts: ImportSection<z.output<typeof text>> = {
  name: 'texts',
  item: text,
  async load(tx, item, importing) {
    const { find, before, city } = importing;
    const space = find('partnerships', item.partnership, 'partnership');
    const by = find('partners', item.by, 'by');
    const earlier = item.blocks.map(({ before: one }) => (one ? find('partners', one.by, 'before') : null));
    const round = item.round ? find('rounds', item.round, 'round') : null;
    if (before) return { space, subject: before };
    const id = newId();
    const partners = await listPartners(tx, space);
    const [facilitator] = await listFacilitators(tx, space);
    const [writer] = await listPeopleOf(tx, [by]);
    const begun = momentOf(tx, item.begunDaysAgo);
    const agreed = momentOf(tx, item.agreedDaysAgo);
    const inSpace = () => ({ id: newId(), space_id: space, audience_id: null });
    await tx.db
      .insertInto('document')
      .values({
        ...inSpace(),
        id,
        kind: 'text',
        title: written(item.title, importing),
        locale: city.defaultLocale,
        round_id: round,
        element: item.element ?? null,
        begun_by: writer?.id ?? null,
        begun_for: by,
        begun_at: begun,
        revisit_on: addDays(dayOf(tx.now, city.timeZone), item.revisitInDays),
        asked_on: null,
      })
      .execute();
    const headings = item.blocks.map(({ heading }) => ({
      heading: written(heading, importing),
      question: '',
    }));
    const blocks = await insertBlocks(tx, { id, space }, headings);
    for (const [n, block] of blocks.entries()) {
      const { text: agreedText, before: one } = item.blocks[n]!;
      const first = earlier[n];
      const [firstWriter] = first ? await listPeopleOf(tx, [first]) : [];
      const versions = [
        ...(one ? [{ text: one.text, partner: first!, person: firstWriter }] : []),
        { text: agreedText, partner: by, person: writer },
      ];
      const number = versions.length;
      for (const [at, { text: words, partner, person }] of versions.entries())
        await tx.db
          .insertInto('block_version')
          .values({
            ...inSpace(),
            block_id: block,
            number: at + 1,
            heading: headings[n]!.heading,
            text: written(words, importing),
            by_person: person?.id ?? null,
            by_partner: partner,
            // One after the other, and before all had agreed.
            at: new Date(begun.getTime() + (at * (agreed.getTime() - begun.getTime())) / number),
            merged_from: null,
          })
          .execute();
      for (const partner of partners) {
        const [person] = await listPeopleOf(tx, [partner.id]);
        await tx.db
          .insertInto('block_adoption')
          .values({
            ...inSpace(),
            block_id: block,
            version: number,
            partner_id: partner.id,
            answer: 'yes',
            reason: '',
            // For a partner without people of its own somebody else wrote it down.
            by_person: (person ?? facilitator)?.id ?? null,
            recorded: !person,
            at: agreed,
          })
          .execute();
      }
      await tx.db
        .insertInto('block_agreement')
        .values({ ...inSpace(), block_id: block, version: number, at: agreed })
        .execute();
    }
    await tx.db
      .insertInto('document_edition')
      .values({ ...inSpace(), document_id: id, number: 1, partners: partners.length, at: agreed })
      .execute();
    for (const { event, sign } of item.occasions)
      await tx.db
        .insertInto('document_occasion')
        .values({
          ...inSpace(),
          document_id: id,
          kind: 'event',
          event: written(event, importing),
          sign: sign ? written(sign, importing) : '',
          locale: city.defaultLocale,
          by_person: writer?.id ?? null,
          at: agreed,
        })
        .execute();
    await indexDocument(tx, id);
    await recordOn(tx, agreed, {
      space,
      kind: 'text.agreed',
      subject: id,
      content: { edition: 1, partners: partners.length },
      personal: { title: written(item.title, importing) },
    });
    return { space, subject: id };
  },
};
