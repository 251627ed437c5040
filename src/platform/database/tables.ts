import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Locale, Localised } from '../i18n/locale.ts';

/** For whose eyes a row is: the visibility codes of the method as data. */
export type Audience = 'public' | 'space' | 'organisation' | 'counterparts' | 'person' | 'facilitator';

/** What every guarded row carries (see `guard()` in the migrations). */
export type GuardedByDefault = {
  id: string;
  space_id: string;
  audience: ColumnType<Audience, Audience | undefined, Audience>;
  audience_id: string | null;
};

export type SpaceKind = 'city' | 'organisation' | 'partnership' | 'partner' | 'group' | 'request';
/** `former`: somebody who was erased, as one space still names them. */
export type PersonKind = 'person' | 'mailbox' | 'guest' | 'former';

/** Plain data in a jsonb column: written as text, read as what it was. */
export type Json<T> = ColumnType<T, string, string>;

/** Every table of the house. A room adds its own by augmenting this interface in its `store.ts`. */
export interface Tables {
  person: {
    id: string;
    kind: PersonKind;
    name: string;
    email: string | null;
    locale: Locale;
    login_id: string | null;
    created_at: Generated<Date>;
    deactivated_at: Date | null;
    merged_into: Generated<string | null>;
    former_in: Generated<string | null>;
    former_number: Generated<number | null>;
  };
  space: {
    id: string;
    kind: SpaceKind;
    space_id: ColumnType<string, never, never>;
    audience: Audience;
    audience_id: string | null;
    created_at: Generated<Date>;
    created_by: string | null;
    demo: Generated<boolean>;
  };
  membership: {
    id: string;
    space_id: string;
    person_id: string | null;
    organisation_id: string | null;
    role: string;
    since: Generated<Date>;
    until: Date | null;
    given_by: string | null;
  };
  counterpart: {
    row_id: string;
    space_id: string;
    person_id: string | null;
    organisation_id: string | null;
  };
  journal_entry: {
    id: string;
    seq: ColumnType<number, never, never>;
    space_id: string;
    audience: Audience;
    audience_id: string | null;
    kind: string;
    subject_id: string | null;
    at: Date;
    content: Json<Record<string, unknown>>;
    commitment: Buffer;
    salt: Buffer | null;
    actor_id: string | null;
    personal: ColumnType<Record<string, unknown> | null, string | null, string | null>;
  };
  journal_seal: {
    number: ColumnType<number, never, never>;
    space_id: string;
    position: number;
    entry_id: string;
    hash: Buffer;
    sealed_at: Generated<Date>;
  };
  journal_reader: { name: string; number: number };
  journal_stuck: {
    id: string;
    reader: string;
    entry_id: string;
    problem: string;
    attempts: number;
    since: Generated<Date>;
  };
  once: {
    key: string;
    body: Buffer | null;
    location: string | null;
    told: string | null;
    at: Generated<Date>;
  };
  city: GuardedByDefault & {
    name: Json<Localised>;
    time_zone: string;
    currency: string;
    locales: Locale[];
    default_locale: Locale;
    theme: string;
    size_band: Generated<'small' | 'medium' | 'large'>;
    limits: ColumnType<Localised, string | undefined, string>;
    sign_up: Generated<'open' | 'invitation' | 'domain'>;
    sign_up_domains: Generated<string[]>;
    closed_days: Generated<string[]>;
    privacy: ColumnType<Localised, string | undefined, string>;
    accessibility: ColumnType<Localised, string | undefined, string>;
    imprint: ColumnType<Localised, string | undefined, string>;
    /** What only the city knows of its register of processing. */
    processing: ColumnType<Record<string, string>, string | undefined, string>;
    logo: Buffer | null;
    logo_type: string | null;
    demo: Generated<'never' | 'loaded' | 'removed'>;
    set_up_at: Date | null;
    second_factor_required: Generated<boolean>;
  };
  mail: GuardedByDefault & {
    person_id: string | null;
    address: string;
    locale: Locale;
    kind: string;
    subject: string;
    html: string | null;
    text: string | null;
    headers: ColumnType<Record<string, string>, string | undefined, string>;
    reason: string | null;
    created_at: Generated<Date>;
    attempts: Generated<number>;
    due_at: Date;
    sent_at: Date | null;
    failed_at: Date | null;
    problem: string | null;
    bounced_at: Generated<Date | null>;
    report: Generated<string | null>;
    sealed: Generated<string | null>;
    has_text: GeneratedAlways<boolean>;
  };
  code_app: {
    person_id: string;
    secret: string | null;
    begun: string | null;
    last_step: Generated<number>;
  };
  passkey: {
    id: string;
    person_id: string;
    credential_id: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    name: string;
    created_at: Generated<Date>;
    used_at: Date | null;
  };
  recovery_code: { person_id: string; hash: Buffer; used_at: Date | null };
  account_step: {
    id: Buffer;
    kind: 'sign-in' | 'add-passkey' | 'ask-passkey' | 'codes' | 'provider';
    person_id: string | null;
    content: Generated<string>;
    expires_at: Date;
  };
  invitation: GuardedByDefault & {
    email: string;
    name: Generated<string>;
    kind: Generated<'person' | 'mailbox'>;
    role: string;
    locale: Locale;
    invited_by: string | null;
    created_at: Generated<Date>;
    expires_at: Date;
    accepted_at: Date | null;
    accepted_by: string | null;
    withdrawn_at: Date | null;
  };
  file: GuardedByDefault & {
    type: string;
    bytes: number;
    sha256: Buffer;
    width: number;
    height: number;
    uploaded_by: string | null;
    uploaded_at: Generated<Date>;
    removed_at: Date | null;
    removed_by: string | null;
  };
  file_leaving: { id: string; at: Generated<Date> };
  search_posting: {
    id: Generated<string>;
    space_id: string;
    audience: Audience;
    audience_id: string | null;
    locale: Locale;
    word: string;
    subject_kind: string;
    subject_id: string;
    part: string;
    weight: number;
    forms: Generated<string[]>;
  };
  search_word: { locale: Locale; word: string; stem: string; shown: string };
  backup_run: {
    id: string;
    began_at: Generated<Date>;
    ended_at: Date | null;
    file: string | null;
    bytes: number | null;
    rows: number | null;
    problem: string | null;
    checked_at: Date | null;
    check_problem: string | null;
  };
  erased_person: { id: string; at: Generated<Date> };
  import_item: { source: string; space_id: string; subject_id: string; digest: Buffer };
}
