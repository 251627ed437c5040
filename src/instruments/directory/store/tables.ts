import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Json } from '../../../platform/database/tables.ts';
import type { Locale, Localised } from '../../../platform/i18n/locale.ts';
import type { Kind } from '../rules.ts';

/** How an organisation is reached, as its page shows it. Languages are BCP 47 tags. */
export type Contact = {
  role?: Localised;
  phone?: string;
  hours?: Localised;
  visit?: Localised;
  languages?: string[];
};
export type Deputy = { role?: Localised };
/** How people ask for something, phrase by phrase. */
export type Phrases = Partial<Record<Locale, string[]>>;

type JsonOr<T> = ColumnType<T, string | undefined, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>;

declare module '../../../platform/database/tables.ts' {
  interface Tables {
    organisation: GuardedByDefault & {
      slug: string;
      kind: Kind;
      parent_id: string | null;
      host_id: string | null;
      host_confirmed_at: Date | null;
      legal_number: string | null;
      name: Json<Localised>;
      summary: JsonOr<Localised>;
      email: string | null;
      email_shown: Generated<boolean>;
      mailbox_shared: Generated<boolean>;
      website: string | null;
      reply_days: number | null;
      contact: JsonOr<Contact>;
      deputy: JsonOr<Deputy>;
      confirmed_at: Date | null;
      confirmed_by: JsonOrNull<Localised>;
      claimed_at: Date | null;
      created_at: Generated<Date>;
    } & Record<`sort_${Locale}`, ColumnType<string, never, never>>;
    responsibility: GuardedByDefault & {
      text: Json<Localised>;
      words: JsonOr<Phrases>;
      decides: boolean;
      instead_id: string | null;
      elsewhere: JsonOrNull<Localised>;
      position: number;
      removed_at: Date | null;
    };
    absence: GuardedByDefault & {
      person_id: string;
      role: Generated<string>;
      from_day: string;
      until_day: string;
      ended_at: Date | null;
    };
    organisation_member: GuardedByDefault & {
      member_id: string;
      since: Generated<Date>;
      confirmed_at: Date | null;
      until: Date | null;
    };
    suggestion: GuardedByDefault & {
      text: string;
      at: Generated<Date>;
      settled_at: Date | null;
      settled_by: string | null;
    };
  }
}

export type Organisation = Omit<
  Selectable<import('../../../platform/database/tables.ts').Tables['organisation']>,
  `sort_${Locale}`
>;
export type Responsibility = Selectable<
  import('../../../platform/database/tables.ts').Tables['responsibility']
>;
/** As a list or a link needs it. */
export type Named = { id: string; slug: string; kind: Kind; name: Localised };
