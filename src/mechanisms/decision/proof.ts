import { hash } from 'node:crypto';
import { canonical, link } from '../../platform/journal/chain.ts';
import type { Outcome } from './rules.ts';

/**
 * How somebody who trusts nobody here checks what was decided: its words are in an entry of the journal as a salted
 * fingerprint, and the entry hangs on the one before it by a hash.
 */

/** What was decided, as the journal knows it. Heads are counted; nobody is named. */
export type Words = {
  title: string;
  /** The last words of the proposal. */
  proposal: string;
  options: string[];
  decided: string;
  holds: boolean;
  chosen: string | null;
  /** YYYY-MM-DD */
  review: string | null;
  asked: number;
  spoke: number;
  /** Heads for it, aside, against it, and those whose objection stands. */
  sides: Outcome['sides'];
};

export function wordsOf(
  { title, outcome }: { title: string; outcome: Pick<Outcome, 'asked' | 'spoke' | 'sides'> },
  proposal: string,
  options: readonly { id: string; text: string }[],
  statement: { text: string; holds: boolean; option: string | null; reviewOn: string | null },
): Words {
  const { text, holds, option, reviewOn } = statement;
  const { asked, spoke, sides } = outcome;
  return {
    ...{ title, proposal, options: options.map((one) => one.text), decided: text, holds },
    chosen: options.find(({ id }) => id === option)?.text ?? null,
    ...{ review: reviewOn, asked, spoke, sides },
  };
}

/** SHA-256 over the salt (hex) and the words as canonical JSON, as hex. */
export function printOf(salt: string, words: Words): string {
  return hash('sha256', Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(canonical(words))]), 'hex');
}

/** An entry of the journal with its place in the chain; without, it is not sealed yet. */
export type ProvingEntry = {
  entry: string;
  space: string;
  kind: string;
  subject: string | null;
  at: Date;
  audience: string;
  audienceId: string | null;
  content: Record<string, unknown>;
  commitment: string;
  position: number | null;
  hash: string | null;
  before: string;
};

/** What a stranger is given. Without `words` it proves that there is such an entry, and not what it says. */
export type Proof = {
  samvirke: 'decision';
  format: 1;
  words?: Words;
  salt?: string;
  position: number;
  before: string;
  /** What the hash is over, behind the hash before: as canonical JSON. */
  entry: [
    position: number,
    id: string,
    space: string,
    kind: string,
    subject: string | null,
    at: string,
    audience: string,
    audienceId: string | null,
    content: Record<string, unknown>,
    commitment: string,
  ];
  hash: string;
  /** By this the house itself checks it: `npm run verify-journal -- --head …` */
  head: string;
};

/** Undefined where it is not sealed yet. */
export function proofOf(
  found: ProvingEntry,
  said: { salt: string | null; words: Words } | undefined,
): Proof | undefined {
  const { position, hash: sealed, before, space, content, commitment } = found;
  if (position === null || sealed === null) return undefined;
  return {
    ...{ samvirke: 'decision', format: 1 },
    ...(said?.salt && content.words ? { words: said.words, salt: said.salt } : {}),
    ...{ position, before },
    entry: [
      ...([position, found.entry, space, found.kind, found.subject, found.at.toISOString()] as const),
      ...([found.audience, found.audienceId, content, commitment] as const),
    ],
    ...{ hash: sealed, head: `${space}:${position}:${sealed}` },
  };
}

/** What in a proof does not fit: its words, or its entry. Whether its hash is in the chain, the city's journal says. */
export function faultsIn({ words, salt, before, entry, hash: sealed }: Proof): ('words' | 'entry')[] {
  const [position, id, space_id, kind, subject_id, at, audience, audience_id, content, commitment] = entry;
  const chained = { id, space_id, kind, subject_id, at: new Date(at), audience, audience_id, content };
  const linked = link(Buffer.from(before, 'hex'), position, {
    ...chained,
    commitment: Buffer.from(commitment, 'hex'),
  });
  return [
    ...(words && (!salt || printOf(salt, words) !== content.words) ? (['words'] as const) : []),
    ...(linked.toString('hex') === sealed ? [] : (['entry'] as const)),
  ];
}
