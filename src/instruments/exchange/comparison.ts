import type { Localised } from '../../platform/i18n/locale.ts';
import type { Contact, Deputy, Phrases } from '../directory/store/tables.ts';
import { columns, inEach, phraseSign, type TableName } from './rules.ts';

export type Cells = Readonly<Record<string, string>>;

/** One thing that a table would change, as the reader of the table knows it: by its line and its column. */
export type Change = {
  /** None for what the table no longer names. */
  line: number | undefined;
  organisation: Localised;
  /** `new` and `order` are no columns: something is added, or only comes in another place. */
  column: string;
  before: string;
  after: string;
};

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/** An organisation as one row of the table. */
export function organisationCells(
  one: {
    slug: string;
    kind: string;
    name: Localised;
    summary: Localised;
    legal_number: string | null;
    email: string | null;
    email_shown: boolean;
    mailbox_shared: boolean;
    website: string | null;
    reply_days: number | null;
    contact: Contact;
    deputy: Deputy;
  },
  ties: { parent: string | null; host: string | null },
): Cells {
  return {
    slug: one.slug,
    kind: one.kind,
    ...inEach('name', one.name),
    ...inEach('summary', one.summary),
    parent: ties.parent ?? '',
    host: ties.host ?? '',
    legal_number: one.legal_number ?? '',
    email: one.email ?? '',
    email_shown: yesNo(one.email_shown),
    mailbox_shared: yesNo(one.mailbox_shared),
    website: one.website ?? '',
    reply_days: one.reply_days?.toString() ?? '',
    ...inEach('contact_role', one.contact.role),
    ...inEach('deputy_role', one.deputy.role),
    ...inEach('hours', one.contact.hours),
    ...inEach('visit', one.contact.visit),
    phone: one.contact.phone ?? '',
    languages: one.contact.languages?.join(' ') ?? '',
  };
}

/** One thing that an organisation decides, or does not, as one row of the table. */
export function responsibilityCells(
  organisation: string,
  one: { decides: boolean; text: Localised; words: Phrases; elsewhere?: Localised | null },
  instead: string | null,
): Cells {
  const words = Object.entries(one.words).map(([locale, phrases]) => [locale, phrases.join(phraseSign)]);
  return {
    organisation,
    decides: yesNo(one.decides),
    ...inEach('text', one.text),
    ...inEach('words', Object.fromEntries(words)),
    instead: instead ?? '',
    ...inEach('elsewhere', one.elsewhere),
  };
}

/** The columns in which two rows differ. */
export function differences(
  table: TableName,
  before: Cells,
  after: Cells,
): Pick<Change, 'column' | 'before' | 'after'>[] {
  return columns[table]
    .filter((column) => before[column] !== after[column])
    .map((column) => ({ column, before: before[column] ?? '', after: after[column] ?? '' }));
}

type Row = { line: number; cells: Cells };

/** What a list of responsibilities becomes: rows of the same text are the same row, changed. */
export function listDifferences(
  organisation: Localised,
  before: readonly Cells[],
  after: readonly Row[],
): Change[] {
  const left = new Map(before.map((cells) => [textOf(cells), cells]));
  const changes = after.flatMap(({ line, cells }): Change[] => {
    const was = left.get(textOf(cells));
    left.delete(textOf(cells));
    if (!was) return [{ line, organisation, column: 'new', before: '', after: textOf(cells) }];
    return differences('responsibilities', was, cells).map((one) => ({ line, organisation, ...one }));
  });
  const gone = [...left.keys()].map((text) => ({
    line: undefined,
    organisation,
    column: 'gone',
    before: text,
    after: '',
  }));
  const found = [...changes, ...gone];
  if (found.length > 0) return found;
  return [{ line: after[0]?.line, organisation, column: 'order', before: '', after: '' }];
}

function textOf(cells: Cells): string {
  return Object.entries(cells)
    .filter(([column, text]) => column.startsWith('text_') && text)
    .map(([, text]) => text)
    .join(' / ');
}
