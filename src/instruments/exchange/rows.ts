import { type Localised, locales } from '../../platform/i18n/locale.ts';
import { email, type Kind, kinds, longestPromise, website } from '../directory/rules.ts';
import type { Contact, Deputy, Phrases } from '../directory/store/tables.ts';
import { type Fault, type Problem, phrasesOf, type Row } from './rules.ts';

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const longest = {
  name: 160,
  summary: 600,
  legal_number: 60,
  text: 300,
  elsewhere: 200,
  role: 120,
  hours: 120,
  visit: 300,
  slug: 80,
};

/** What a row says of an organisation; a field whose column is missing is undefined and stays as it is. */
export type OrganisationRow = {
  line: number;
  slug: string;
  kind?: Kind;
  name?: Localised;
  summary?: Localised;
  parent?: string;
  host?: string;
  legal_number?: string | null;
  email?: string | null;
  email_shown?: boolean;
  mailbox_shared?: boolean;
  website?: string | null;
  reply_days?: number | null;
  contact?: Contact;
  deputy?: Deputy;
};

export type ResponsibilityRow = {
  line: number;
  organisation: string;
  decides: boolean;
  text: Localised;
  words: Phrases;
  instead: string;
  elsewhere: Localised;
};

/** Reads the cells of one row; complaints go into `faults`. */
class Cells {
  private readonly row: Row;
  private readonly faults: Fault[];
  constructor(row: Row, faults: Fault[]) {
    this.row = row;
    this.faults = faults;
  }

  fault(column: string, problem: Problem): void {
    const value = this.row.cells[column];
    this.faults.push({ line: this.row.line, column, problem, ...(value && { value: value.slice(0, 80) }) });
  }

  has(column: string): boolean {
    return this.row.cells[column] !== undefined;
  }

  text(column: string, most = 1000): string {
    const cell = this.row.cells[column] ?? '';
    if (cell.length > most) this.fault(column, 'text.long');
    return cell;
  }

  /** Present if any of its columns is; a language whose cell is empty is an empty text, which `mergeTexts` takes out. */
  localised(name: string, most: number): Localised | undefined {
    const present = locales.filter((locale) => this.has(`${name}_${locale}`));
    if (present.length === 0) return undefined;
    return Object.fromEntries(present.map((locale) => [locale, this.text(`${name}_${locale}`, most)]));
  }

  yesNo(column: string): boolean | undefined {
    if (!this.has(column)) return undefined;
    const cell = this.text(column).toLowerCase();
    if (['yes', 'ja', '1', 'true', 'x'].includes(cell)) return true;
    if (['no', 'nein', '0', 'false', ''].includes(cell)) return false;
    this.fault(column, 'yesno.wanted');
    return undefined;
  }

  checked(
    column: string,
    schema: typeof email | typeof website,
    problem: Problem,
  ): string | null | undefined {
    if (!this.has(column)) return undefined;
    const parsed = schema.safeParse(this.text(column));
    if (!parsed.success) this.fault(column, problem);
    return parsed.data || null;
  }
}

export function organisationFrom(row: Row, faults: Fault[]): OrganisationRow {
  const cells = new Cells(row, faults);
  const named = cells.text('slug', longest.slug);
  if (!slug.test(named)) cells.fault('slug', 'slug.wanted');
  const kindCell = cells.text('kind').toLowerCase();
  const kind = kinds.find((one) => one === kindCell);
  if (kindCell && !kind) cells.fault('kind', 'kind.unknown');
  const name = cells.localised('name', longest.name);
  if (name && isEmpty(name)) cells.fault(`name_${locales[0]}`, 'name.wanted');
  return defined({
    line: row.line,
    slug: named,
    // Left out, it stays as it is; what is new has to say it.
    kind: kind ?? (kindCell ? 'community' : undefined),
    name,
    summary: cells.localised('summary', longest.summary),
    parent: cells.has('parent') ? cells.text('parent') : undefined,
    host: cells.has('host') ? cells.text('host') : undefined,
    legal_number: cells.has('legal_number')
      ? cells.text('legal_number', longest.legal_number) || null
      : undefined,
    email: cells.checked('email', email, 'email.wanted'),
    email_shown: cells.yesNo('email_shown'),
    mailbox_shared: cells.yesNo('mailbox_shared'),
    website: cells.checked('website', website, 'website.wanted'),
    reply_days: daysOf(cells),
    contact: contactOf(cells),
    deputy: deputyOf(cells),
  });
}

function daysOf(cells: Cells): number | null | undefined {
  if (!cells.has('reply_days')) return undefined;
  const cell = cells.text('reply_days');
  if (!cell) return null;
  const days = Number(cell);
  if (!/^\d+$/.test(cell) || days < 1 || days > longestPromise) cells.fault('reply_days', 'days.wanted');
  return days;
}

/** Only the parts of the contact that have a column: the others stay. */
function contactOf(cells: Cells): Contact | undefined {
  const phone = cells.text('phone', 40);
  if (!/^[+\d\s()/-]*$/.test(phone)) cells.fault('phone', 'phone.wanted');
  const languages = cells
    .text('languages')
    .toLowerCase()
    .split(/[\s,;|]+/)
    .filter(Boolean);
  if (!languages.every((tag) => /^[a-z]{2,3}(-[a-z0-9]+)*$/.test(tag)))
    cells.fault('languages', 'languages.wanted');
  const contact: Contact = defined({
    role: cells.localised('contact_role', longest.role),
    hours: cells.localised('hours', longest.hours),
    visit: cells.localised('visit', longest.visit),
    phone: cells.has('phone') ? phone : undefined,
    languages: cells.has('languages') ? languages : undefined,
  });
  return Object.keys(contact).length > 0 ? contact : undefined;
}

function deputyOf(cells: Cells): Deputy | undefined {
  const role = cells.localised('deputy_role', longest.role);
  return role && { role };
}

/** A text with what a row says of it: languages without a column stay, empty cells take theirs out. */
export function mergeTexts(before: Localised | undefined, row: Localised | undefined): Localised {
  return Object.fromEntries(Object.entries({ ...before, ...row }).filter(([, text]) => text !== ''));
}

/** A contact as it is kept: without what is empty. */
export function mergeContacts(before: Contact, row: Contact): Contact {
  const phone = row.phone ?? before.phone;
  const languages = row.languages ?? before.languages;
  return {
    ...withText('role', mergeTexts(before.role, row.role)),
    ...withText('hours', mergeTexts(before.hours, row.hours)),
    ...withText('visit', mergeTexts(before.visit, row.visit)),
    ...(phone && { phone }),
    ...(languages?.length && { languages }),
  };
}

export function mergeDeputies(before: Deputy, row: Deputy): Deputy {
  return withText('role', mergeTexts(before.role, row.role));
}

function withText(name: string, text: Localised): Record<string, Localised> {
  return Object.keys(text).length > 0 ? { [name]: text } : {};
}

function isEmpty(text: Localised): boolean {
  return !Object.values(text).some(Boolean);
}

/** More phrases than these make every search find everything. */
const mostPhrases = 60;
const longestPhrase = 80;

export function responsibilityFrom(row: Row, faults: Fault[]): ResponsibilityRow {
  const cells = new Cells(row, faults);
  const decides = cells.yesNo('decides') ?? true;
  const text = mergeTexts({}, cells.localised('text', longest.text));
  if (isEmpty(text)) cells.fault(`text_${locales[0]}`, 'text.wanted');
  const words: Phrases = {};
  for (const locale of locales) {
    const phrases = phrasesOf(cells.text(`words_${locale}`, mostPhrases * longestPhrase));
    if (phrases.length > mostPhrases || phrases.some((phrase) => phrase.length > longestPhrase))
      cells.fault(`words_${locale}`, 'words.many');
    if (phrases.length > 0) words[locale] = phrases;
  }
  const instead = cells.text('instead');
  const elsewhere = mergeTexts({}, cells.localised('elsewhere', longest.elsewhere));
  if (instead && Object.keys(elsewhere).length > 0) cells.fault('instead', 'instead.both');
  if (decides && (instead || Object.keys(elsewhere).length > 0)) cells.fault('decides', 'instead.decides');
  return {
    line: row.line,
    organisation: cells.text('organisation'),
    decides,
    text,
    words,
    instead,
    elsewhere,
  };
}

function defined<T extends object>(object: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
