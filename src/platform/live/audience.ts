import type { Audience } from '../database/tables.ts';

/** What somebody takes part in, as far as it decides what they learn of. */
export type Watching = {
  person: string;
  /** Their partnerships and partners: in which roles, and to which partnership each belongs. */
  spaces: ReadonlyMap<string, { partnership: string; roles: ReadonlySet<string> }>;
  organisations: ReadonlySet<string>;
};

/** What is known of an entry without opening it. */
export type Passing = {
  space: string;
  kind: string;
  audience: Audience;
  audienceId: string | null;
  by: string | null;
};

const leading = ['administrator', 'facilitator', 'lead'];

/**
 * Is this entry news for them, done by somebody else where they take part, and for their eyes? The same as
 * `app_sees` says to who is in the space; whoever is named for a single row learns of it from the page.
 */
export function isNewsFor(watching: Watching, entry: Passing): boolean {
  const inside = watching.spaces.get(entry.space);
  if (!inside || entry.by === watching.person) return false;
  switch (entry.audience) {
    case 'public':
    case 'space':
    case 'counterparts':
      return true;
    case 'organisation':
      return watching.organisations.has(entry.audienceId ?? '');
    case 'person':
      return entry.audienceId === watching.person;
    case 'facilitator':
      return leading.some((role) => inside.roles.has(role));
  }
}
