import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { secretsIn } from './secrets.ts';

const home = join(import.meta.dirname, '..', '..');
/** All that is kept with the code: also without git, as in an archive of a release. */
const files = globSync(['**/*', '.*', '.*/**/*'], {
  cwd: home,
  exclude: (path) => /^(node_modules|build|data|\.git)$/.test(path.split(/[/\\]/)[0]!),
}).filter((path) => statSync(join(home, path)).isFile());

it('no file that is kept with the code holds a secret', () => {
  expect(files.length).toBeGreaterThan(500);
  const found = files
    .filter((path) => path !== join('bin', 'checks', 'secrets.test.ts'))
    .flatMap((path) =>
      secretsIn(readFileSync(join(home, path), 'utf8')).map(({ line, kind }) => `${path}:${line}: ${kind}`),
    );
  expect(found).toEqual([]);
});

it('no file is kept that programs keep their secrets in', () => {
  const telling = /(^|[/\\])(\.env(\..*)?|.*\.(pem|key|p12|pfx|jks|kdbx)|id_(rsa|ed25519)|\.netrc|secret)$/;
  expect(files.filter((path) => telling.test(path))).toEqual([]);
  const ignored = readFileSync(join(home, '.gitignore'), 'utf8').split('\n');
  expect(ignored).toContain('data/');
});

it('keys and passwords would be found', () => {
  const signs = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ';
  const secrets = [
    '-----BEGIN OPENSSH PRIVATE KEY-----',
    `AGE-SECRET-KEY-1${'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'.repeat(2).slice(0, 58)}`,
    'AKIAIOSFODNN7SECRET9',
    `ghp_${signs.slice(0, 36)}`,
    '//registry.npmjs.org/:_authToken=abcdef',
    'xoxb-1234567890-abcdef',
    `AIza${signs.slice(0, 35)}`,
    `sk_live_${signs.slice(0, 24)}`,
    'postgres://city:hunter2@db.city.gov/samvirke',
    'SAMVIRKE_SECRET = "kJ8s0dKx92LmQ4vB7nZcT1yR5uW3eH6g"',
    "const password = 'fV9kLx3mQz7TbR2nWc5Y';",
  ];
  for (const secret of secrets) expect(secretsIn(secret), secret).toHaveLength(1);
});

it('examples and words are none', () => {
  const others = [
    'postgres://user:password@server/database',
    'smtp://user:password@mail.example.org:587',
    "secret: 'a secret that only tests use, forty letters'",
    "const password = 'three-words-in-a-row'",
    'token: make("invitation", invitation)',
    'AKIAIOSFODNN7EXAMPLE',
  ];
  for (const other of others) expect(secretsIn(other), other).toEqual([]);
});
