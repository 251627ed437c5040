import { createHash, hash } from 'node:crypto';

/** What of an entry goes into the chain. Times as ISO 8601 in UTC, milliseconds. */
export type Chained = {
  id: string;
  space_id: string;
  kind: string;
  subject_id: string | null;
  at: Date;
  audience: string;
  audience_id: string | null;
  content: Record<string, unknown>;
  commitment: Buffer;
};

/** Where the chain of a space stands: position counts from 1. */
export type Head = { position: number; hash: Buffer };

/** The hash before the first entry: 32 zero bytes. */
export const origin = Buffer.alloc(32);

/** SHA-256 over the hash before, the position and the entry, as canonical JSON. */
export function link(before: Buffer, position: number, entry: Chained): Buffer {
  return createHash('sha256')
    .update(before)
    .update(
      canonical([
        position,
        entry.id,
        entry.space_id,
        entry.kind,
        entry.subject_id,
        entry.at.toISOString(),
        entry.audience,
        entry.audience_id,
        entry.content,
        entry.commitment.toString('hex'),
      ]),
    )
    .digest();
}

/** A salted commitment to what is personal: binding, and telling nothing once the salt is gone. */
export function commit(salt: Buffer, actor: string | null, personal: Record<string, unknown> | null): Buffer {
  return hash('sha256', Buffer.concat([salt, Buffer.from(canonical([actor, personal]))]), 'buffer');
}

/** JSON with sorted keys and no spaces: jsonb keeps no order of keys, so the chain must not depend on one. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const pairs = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${pairs.join(',')}}`;
}

/** How a head is written where people keep it: in mails, exports and on the public page. */
export function writeHead(space: string, head: Head): string {
  return `${space}:${head.position}:${head.hash.toString('hex')}`;
}

export function readHead(text: string): ({ space: string } & Head) | undefined {
  const match = /^([0-9a-f-]{36}):(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim());
  if (!match) return undefined;
  return { space: match[1]!, position: Number(match[2]), hash: Buffer.from(match[3]!, 'hex') };
}
