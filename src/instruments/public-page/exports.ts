import type { Locale } from '../../platform/i18n/locale.ts';

/** One entry of a feed. `id` is that of a row: it stays, whatever the address of the city is. */
export type FeedEntry = {
  id: string;
  href: string;
  title: string;
  text?: string;
  lang: Locale;
  published: Date;
  updated: Date;
};
export type Feed = {
  id: string;
  title: string;
  /** The page that it is about, and its own address. */
  href: string;
  self: string;
  author: string;
  lang: Locale;
  updated: Date;
  entries: readonly FeedEntry[];
};

/** A feed in Atom (RFC 4287). All addresses are whole ones. */
export function atomOf({ id, title, href, self, author, lang, updated, entries }: Feed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
<id>urn:uuid:${id}</id>
<title>${escaped(title)}</title>
<updated>${updated.toISOString()}</updated>
<author><name>${escaped(author)}</name></author>
<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>
<link rel="alternate" type="text/html" href="${escaped(href)}"/>
${entries.map(entryOf).join('')}</feed>
`;
}

function entryOf({ id, href, title, text, lang, published, updated }: FeedEntry): string {
  return `<entry xml:lang="${lang}">
<id>urn:uuid:${id}</id>
<title>${escaped(title)}</title>
<published>${published.toISOString()}</published>
<updated>${updated.toISOString()}</updated>
<link rel="alternate" type="text/html" href="${escaped(href)}"/>
${text ? `<content type="text">${escaped(text)}</content>\n` : ''}</entry>
`;
}

const named: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Words in XML: without what no XML may hold (XML 1.0, 2.2). */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll(/[&<>"']/g, (sign) => named[sign]!);
}
