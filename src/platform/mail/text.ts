const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const anchors = /<a [^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g;

/** An entry of a list is read first; where it leads stands in a line of its own below it. */
function entry(inner: string): string {
  const links = [...inner.matchAll(anchors)]
    .filter(([, href, label]) => label !== href && href !== `mailto:${label}`)
    .map(([, href]) => `\n  ${href}`);
  return `\n- ${inner.replace(anchors, '$2')}${links.join('')}`;
}

/**
 * The plain-text twin of a mail, from the same markup. Links are written out below their words, except those that
 * are marked as being by the way (`data-aside`).
 */
export function plainText(html: string): string {
  return html
    .replace(/<head>[\s\S]*?<\/head>/, '')
    .replace(/<a [^>]*data-aside[^>]*>([\s\S]*?)<\/a>/g, '$1')
    .replace(/<li[^>]*>([\s\S]*?)<\/li>/g, (_, inner: string) => entry(inner))
    .replace(anchors, (_, href: string, label: string) =>
      label === href || href === `mailto:${label}` ? label : `${label}:\n${href}\n`,
    )
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
    .replace(/<\/?(p|h1|h2|h3|ul|ol|div|table|tr)[^>]*>/g, '\n\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity]!)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
