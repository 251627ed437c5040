import { createHash, createHmac } from 'node:crypto';

type Asked = {
  method: string;
  url: URL;
  /** Names in small letters. All of them are signed, and the host. */
  headers: Readonly<Record<string, string>>;
  /** The SHA-256 of the body, in hexadecimal. */
  digest: string;
  at: Date;
};

type Keys = { key: string; secret: string; region: string };

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const keyed = (key: string | Buffer, words: string) => createHmac('sha256', key).update(words).digest();
/** As RFC 3986 has it, which is stricter than JavaScript. */
const escaped = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The headers of a request to an S3-compatible store, signed by "AWS Signature Version 4". The path of the address
 * has to be made of signs that need no escape.
 */
export function signed({ method, url, headers, digest, at }: Asked, { key, secret, region }: Keys) {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${time.slice(0, 8)}/${region}/s3/aws4_request`;
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-content-sha256': digest,
    'x-amz-date': time,
  };
  const names = Object.keys(all).sort();
  const query = [...url.searchParams]
    .map((pair) => pair.map(escaped).join('='))
    .sort()
    .join('&');
  const asked = [
    ...[method, url.pathname, query],
    ...names.map((name) => `${name}:${all[name]}`),
    ...['', names.join(';'), digest],
  ];
  const words = ['AWS4-HMAC-SHA256', time, scope, sha256(asked.join('\n'))].join('\n');
  const signing = scope.split('/').reduce<string | Buffer>(keyed, `AWS4${secret}`);
  const signature = keyed(signing, words).toString('hex');
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}
