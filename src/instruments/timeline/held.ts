import type { KeptPicture } from '../../platform/files/files.ts';
import type { Links } from '../../platform/links.ts';

const purpose = 'held picture';
type Whose = { partnership: string; person: string };

/** A picture that came with a form in which something else was amiss, as a field of that form. */
export function heldField(links: Links, { partnership, person }: Whose, kept: KeptPicture): string {
  const { id, width, height, bytes, sha256 } = kept;
  const numbers = [width, height, bytes].map(String);
  return links.make(purpose, partnership, person, id, ...numbers, sha256.toString('hex'));
}

/** The picture of such a field; undefined where it is of another partnership or person. */
export function readHeld(links: Links, whose: Whose, field: string): KeptPicture | undefined {
  const [partnership, person, id, width, height, bytes, sha256] = links.open(purpose, field) ?? [];
  if (!id || partnership !== whose.partnership || person !== whose.person) return undefined;
  const size = { width: Number(width), height: Number(height), bytes: Number(bytes) };
  return { id, type: 'image/webp', ...size, sha256: Buffer.from(sha256!, 'hex') };
}
