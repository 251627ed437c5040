import type { Tx } from '../../../platform/database/database.ts';
import { locales } from '../../../platform/i18n/locale.ts';
import { indexSubjects, localised, type Subject } from '../../../platform/search/index-subject.ts';
import type { Organisation, Responsibility } from './tables.ts';

/**
 * What a text counts in the search: the words under which people look, above what the office itself wrote,
 * above its name, which people rarely know, above the summary.
 */
const weights = { words: 1, text: 0.7, name: 0.8, summary: 0.35 };

/** The kinds of subjects of this room, and what each counts for its organisation in a search. */
export const searched = { organisation: 0.5, responsibility: 1, 'not-decided': 0 } as const;

export async function indexOrganisations(
  tx: Tx,
  organisations: readonly Pick<Organisation, 'id' | 'audience' | 'name' | 'summary'>[],
): Promise<void> {
  await indexSubjects(
    tx,
    organisations.map(
      (organisation): Subject => ({
        space: organisation.id,
        audience: organisation.audience,
        kind: 'organisation',
        id: organisation.id,
        texts: [
          ...localised('name', organisation.name, weights.name),
          ...localised('summary', organisation.summary, weights.summary),
        ],
      }),
    ),
  );
}

type Indexed = Pick<Responsibility, 'id' | 'space_id' | 'audience' | 'text' | 'words' | 'decides'>;

export async function indexResponsibilities(tx: Tx, responsibilities: readonly Indexed[]): Promise<void> {
  await indexSubjects(
    tx,
    responsibilities.map(
      (responsibility): Subject => ({
        space: responsibility.space_id,
        audience: responsibility.audience,
        kind: responsibility.decides ? 'responsibility' : 'not-decided',
        id: responsibility.id,
        texts: [
          ...localised('text', responsibility.text, weights.text),
          ...locales.flatMap((locale) =>
            (responsibility.words[locale] ?? []).map((text) => ({
              part: 'words',
              locale,
              text,
              weight: weights.words,
            })),
          ),
        ],
      }),
    ),
  );
}
