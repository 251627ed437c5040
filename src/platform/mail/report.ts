import PostalMime, { type Attachment } from 'postal-mime';
import { problemOf } from '../log.ts';

/** What a mail server tells of one of our mails (RFC 3464). */
export type Report = {
  /** The mail's id, as the report names it. Whether there is such a mail is not known here. */
  mail: string;
  /** It was given up. A report that it is late, or has arrived, is none of these. */
  failed: boolean;
  /** The status (RFC 3463) and the server's own words, without addresses. */
  problem: string;
};

/** The header that names a mail of ours, for relays that put a Message-ID of their own over ours. */
export const idHeader = 'X-Samvirke-Mail';

const statusParts = ['message/delivery-status', 'message/global-delivery-status'];
const returnedParts = ['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/global-headers'];

/** Whether this content type is that of a report about a delivery. */
export function isReport(contentType: string): boolean {
  return /^\s*multipart\/report\b/i.test(contentType) && /\bdelivery-status\b/i.test(contentType);
}

/** Reads a report about one of our mails. Anything else is undefined: other mail, and reports of others' mails. */
export async function readReport(source: Uint8Array): Promise<Report | undefined> {
  // A mail that came along as a part stays closed: a report inside of it is not one to us.
  const mail = await PostalMime.parse(source, { rfc822Attachments: true });
  const type = mail.headers.find((header) => header.key === 'content-type')?.value ?? '';
  const status = partOf(mail.attachments, statusParts);
  if (!isReport(type) || !status) return undefined;
  const groups = fieldGroups(textOf(status));
  const id = idIn(groups[0]?.get('original-envelope-id')) ?? (await idOfReturned(mail.attachments));
  if (!id) return undefined;
  const failed = groups.find((fields) => fields.get('action')?.toLowerCase().startsWith('failed'));
  return { mail: id, failed: failed !== undefined, problem: failed ? problemIn(failed) : '' };
}

const partOf = (parts: Attachment[], types: string[]) => parts.find((part) => types.includes(part.mimeType));

const textOf = ({ content }: Attachment) =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const idAlone = new RegExp(`^<?(${uuid})(@.*)?$`, 'i');
const idIn = (text = '') => idAlone.exec(text.trim())?.[1]?.toLowerCase();

/** Of the mail that came back whole or in part, its headers tell which it was. */
async function idOfReturned(parts: Attachment[]): Promise<string | undefined> {
  const returned = partOf(parts, returnedParts);
  if (!returned) return undefined;
  const { headers, messageId } = await PostalMime.parse(textOf(returned));
  return idIn(headers.find((header) => header.key === idHeader.toLowerCase())?.value) ?? idIn(messageId);
}

/** Groups of fields between empty lines: first of the whole mail, then of each recipient. */
function fieldGroups(text: string): Map<string, string>[] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+(?=\S)/g, ' ')
    .split(/\n\s*\n/)
    .map((group) => {
      const pairs = [...group.matchAll(/^([\w-]+):[ \t]*(.*)$/gm)];
      return new Map(pairs.map(([, name, value]) => [name!.toLowerCase(), value!.trim()]));
    })
    .filter((fields) => fields.size > 0);
}

/** Signs of a server's words that are looked at: a stranger may have written the report. */
const mostWords = 1_000;

/** The most exact status first: some write 5.0.0 and tell more in the other server's words. */
function problemIn(fields: Map<string, string>): string {
  const told = (fields.get('diagnostic-code') ?? '').slice(0, mostWords);
  const words = told.replace(/^[\w-]+\s*;\s*/, '');
  const status = statusIn(fields.get('status') ?? '');
  const exact = statusIn(words);
  const known = !status || (exact && /^[45]\.0\.0$/.test(status)) ? exact : status;
  return problemOf(new Error(known && known !== exact ? `${known} ${words}`.trim() : words || known || '?'));
}

/** The first status in a text: 5.1.1, but no address of a network. */
export function statusIn(text: string): string | undefined {
  return /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\.\d|\d)/.exec(text)?.[0];
}
