const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** The plain-text twin of a mail, from the same markup. Links are written out below their words. */
export function plainText(html: string): string {
  return html
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replace(/<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, (_, href: string, label: string) =>
      label === href || href === `mailto:${label}` ? label : `${label}:\n${href}\n`,
    )
    .replace(/<li[^>]*>/g, '\n- ')
    .replace(
      /<blockquote[^>]*>([\s\S]*?)<\/blockquote>/g,
      (_, inner: string) =>
        `\n\n${inner
          .replace(/<[^>]+>/g, '')
          .trim()
          .split('\n')
          .map((line) => `> ${line}`)
          .join('\n')}\n\n`,
    )
    .replace(/<br[^>]*>/g, '\n')
    .replace(/<hr[^>]*>/g, '\n\n--\n')
    .replace(/<\/?(p|h1|h2|ul|ol|div|table|tr)[^>]*>/g, '\n\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity]!)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
