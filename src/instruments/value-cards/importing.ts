import { z } from 'zod';
import type { Localised } from '../../platform/i18n/locale.ts';
import { localised } from '../../platform/import/fields.ts';
import type { ImportSection } from '../../platform/instrument.ts';
import { insertCard, updateCard } from './store.ts';

const item = z.strictObject({
  /** Where an organisation has several cards. */
  key: z.string().optional(),
  organisation: z.string(),
  goal: z.string().optional(),
  title: localised(160),
  expertise: localised(1000).optional(),
  networks: localised(1000).optional(),
  capacity: localised(1000).optional(),
  evidence: localised(1000).optional(),
});

/** Value cards of a file are for everybody's eyes. */
export const valueCards: ImportSection<z.output<typeof item>> = {
  name: 'valueCards',
  item,
  async load(tx, given, { find, before }) {
    const organisation = find('organisations', given.organisation, 'organisation');
    const text = (part: unknown) => (part ?? {}) as Localised;
    const fields = {
      audience: 'public' as const,
      goal_id: given.goal ? find('goals', given.goal, 'goal') : null,
      title: text(given.title),
      expertise: text(given.expertise),
      networks: text(given.networks),
      capacity: text(given.capacity),
      evidence: text(given.evidence),
    };
    if (before) await updateCard(tx, before, fields);
    const id = before ?? (await insertCard(tx, organisation, fields));
    await tx.record({
      space: organisation,
      kind: before ? 'value-card.changed' : 'value-card.added',
      subject: id,
      content: { shownTo: 'public' },
    });
    return { space: organisation, subject: id };
  },
};
