import { expect, it } from 'vitest';
import { sha256, signed } from './sign.ts';

// The examples of "Signature Calculations for the Authorization Header" in the reference of Amazon S3.
const keys = {
  key: 'AKIAIOSFODNN7EXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const at = new Date('2013-05-24T00:00:00Z');
const signatureOf = (method: string, path: string, headers: Record<string, string> = {}, body = '') => {
  const url = new URL(path, 'https://examplebucket.s3.amazonaws.com');
  return signed({ method, url, headers, digest: sha256(body), at }, keys).authorization.split(
    'Signature=',
  )[1];
};

it('signs as the examples of the reference are signed', () => {
  expect(signatureOf('GET', '/test.txt', { range: 'bytes=0-9' })).toBe(
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
  expect(signatureOf('GET', '/?lifecycle')).toBe(
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  );
  expect(signatureOf('GET', '/?max-keys=2&prefix=J')).toBe(
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  );
});

it('signs the body and every header along', () => {
  const bare = signatureOf('PUT', '/a');
  expect(signatureOf('PUT', '/a', {}, 'x')).not.toBe(bare);
  expect(signatureOf('PUT', '/a', { 'x-amz-acl': 'private' })).not.toBe(bare);
  expect(signatureOf('GET', '/a')).not.toBe(bare);
});
