/** A line of a file that looks like a secret, without repeating it. */
export type Suspicion = { line: number; kind: string };

/** What keys and passwords of others look like. Each kind has a beginning that nothing else has. */
const kinds: Readonly<Record<string, RegExp>> = {
  'a private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/,
  'a key of age': /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/,
  // Those of the maker's own papers end in EXAMPLE.
  'a key of AWS': /\b(?:AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z0-9]{16}\b/,
  'a token of GitHub': /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{60,}/,
  'a token of GitLab': /\bglpat-[\w-]{20,}/,
  'a token of npm': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[^\s$]/,
  'a token of Slack': /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  'a key of Google': /\bAIza[\w-]{35}\b/,
  'a key of Stripe': /\b[rs]k_live_[A-Za-z0-9]{16,}/,
  'a token of JSON': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  // Into a machine that is not this one, and is no example (RFC 2606).
  'an address with a password':
    /\b[a-z][a-z0-9+]{2,15}:\/\/[^\s:/@'"`$<>{}…]+:[^\s/@'"`$<>{}…]+@(?!(?:localhost|127\.|\[|mail\.test|[\w.-]*\.?(?:test|example|invalid)\b|(?:[\w-]+\.)*example\.(?:org|com|net)|server\b|mail\b))[\w.-]+/i,
};

/** A value as random as a key, given to a name of something secret. */
const given = /\b\w*(?:secret|passw(?:or)?d|token|api_?key)\w*["']?\s*[:=]\s*["'`]([^"'`\s]{20,})["'`]/gi;

/** Bits in each sign, measured by how often it occurs: words have below 4, keys of 32 signs over 4. */
function randomness(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

export function secretsIn(text: string): Suspicion[] {
  const found: Suspicion[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    for (const [kind, pattern] of Object.entries(kinds))
      if (pattern.test(line)) found.push({ line: at + 1, kind });
    for (const [, value = ''] of line.matchAll(given)) {
      if (/EXAMPLE(KEY)?$|^https?:\/\//.test(value)) continue;
      const mixed = /\d/.test(value) && /[A-Za-z]/.test(value) && !/[ ${}()<>]/.test(value);
      if (mixed && randomness(value) > 3.8) found.push({ line: at + 1, kind: 'a value that looks random' });
    }
  }
  return found;
}
