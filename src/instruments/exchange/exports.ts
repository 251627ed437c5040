import type { Tx } from '../../platform/database/database.ts';
import { type Localised, locales } from '../../platform/i18n/locale.ts';
import { columns, phraseSign, writeRow } from './rules.ts';
import { listAllOrganisations, listAllResponsibilities } from './store.ts';

type Cells = Record<string, string>;

const inEach = (name: string, text: Localised | null | undefined): Cells =>
  Object.fromEntries(locales.map((locale) => [`${name}_${locale}`, text?.[locale] ?? '']));
const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/** With a byte order mark, by which spreadsheets know the letters for what they are. */
function table(name: keyof typeof columns, rows: readonly Cells[]): string {
  const lines = rows.map((cells) => writeRow(columns[name].map((column) => cells[column] ?? '')));
  return `\uFEFF${writeRow(columns[name])}${lines.join('')}`;
}

export async function organisationTable(tx: Tx): Promise<string> {
  const rows = await listAllOrganisations(tx);
  return table(
    'organisations',
    rows.map((row) => ({
      slug: row.slug,
      kind: row.kind,
      ...inEach('name', row.name),
      ...inEach('summary', row.summary),
      parent: row.parent ?? '',
      host: row.host ?? '',
      legal_number: row.legal_number ?? '',
      email: row.email ?? '',
      email_shown: yesNo(row.email_shown),
      mailbox_shared: yesNo(row.mailbox_shared),
      website: row.website ?? '',
      reply_days: row.reply_days?.toString() ?? '',
      ...inEach('contact_role', row.contact.role),
      ...inEach('deputy_role', row.deputy.role),
      ...inEach('hours', row.contact.hours),
      ...inEach('visit', row.contact.visit),
      phone: row.contact.phone ?? '',
      languages: row.contact.languages?.join(' ') ?? '',
    })),
  );
}

export async function responsibilityTable(tx: Tx): Promise<string> {
  const rows = await listAllResponsibilities(tx);
  return table(
    'responsibilities',
    rows.map((row) => ({
      organisation: row.organisation,
      decides: yesNo(row.decides),
      ...inEach('text', row.text),
      ...Object.fromEntries(
        locales.map((locale) => [`words_${locale}`, row.words[locale]?.join(phraseSign) ?? '']),
      ),
      instead: row.instead ?? '',
      ...inEach('elsewhere', row.elsewhere),
    })),
  );
}
