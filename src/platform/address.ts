/** One mail address, bare: none of the signs by which a header would begin a second one, or a name, and none unseen. */
const shape = /^[^\s\p{C}@<>,;:"()[\]\\]+@[^\s\p{C}@<>,;:"()[\]\\]+\.[^\s\p{C}@<>,;:"()[\]\\.]{2,}$/u;
/** RFC 5321 lets no longer one through. */
const longest = 254;

export function isMailAddress(text: string): boolean {
  return text.length <= longest && shape.test(text);
}

/** The link that begins a mail. An address may hold `?` and `&`, which would add a subject or a second recipient. */
export function linkToMail(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`;
}

/** Addresses as they are typed or pasted: one in each line, or with signs between them; each of them once. */
export function addressesIn(typed: string): string[] {
  const found = typed.split(/[\s,;]+/).filter(Boolean);
  return [...new Map(found.map((one) => [one.toLowerCase(), one])).values()];
}
