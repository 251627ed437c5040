import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from './testing.ts';

const src = import.meta.dirname;

/** What can open a line to somewhere else. */
const opens =
  /^import (?!type\b)[^;]* from '(?:node:)?(?:net|tls|http|https|http2|dgram|dns|dns\/promises|undici|nodemailer|imapflow|pg|openid-client)'|\bimport\('(?:nodemailer|imapflow|pg|undici)'\)|(?<![.\w])fetch\(|new (?:WebSocket|EventSource)\(/m;

it('few modules can open a line to elsewhere, and none of them is told by visitors where to', () => {
  const found = globSync('**/*.{ts,tsx}', {
    cwd: src,
    exclude: ['islands/**', '**/*.test.ts', '**/*.test.tsx'],
  })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)testing[^/]*\.tsx?$/.test(path))
    .filter((path) => opens.test(readFileSync(join(src, path), 'utf8')))
    .sort();
  // By hand: whoever adds one says here where it goes. But for one, all go where the operator's settings say.
  expect(found).toEqual([
    'config.ts', // knows a number from a name, and opens nothing
    'main.ts', // listens
    'platform/accounts/openid.ts', // through `outside`
    'platform/accounts/passkeys.ts', // knows a number from a name, and opens nothing
    'platform/backup/snapshot.ts', // the database
    'platform/database/batch.ts', // on a connection that is there
    'platform/database/database.ts',
    'platform/database/server.ts',
    'platform/embedded/lock.ts', // its own socket, on this machine
    'platform/embedded/socket-server.ts',
    'platform/files/bucket.ts', // the store of pictures
    'platform/mail/bounces.ts', // the mailbox of the city
    'platform/mail/post.ts', // the mail server of the city
    'platform/outside/addresses.ts', // knows a number from a name, and opens nothing
    'platform/outside/outside.ts', // an organisation's sign-in service, and nothing inner
  ]);
});

let town: TestTown;
const asked: string[] = [];
const canary = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  town = await openTestTown();
});
afterAll(async () => {
  await town.close();
  await new Promise((resolve) => canary.close(resolve));
});

it('an address that somebody types in is asked for by nobody here: it is a link, and no more', async () => {
  const { port } = canary.address() as AddressInfo;
  const reached: string[] = [];
  const note = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    // The embedded database is reached by a socket that has no address.
    socket.once(
      'connect',
      () => socket.remoteAddress && reached.push(`${socket.remoteAddress}:${socket.remotePort}`),
    );
  };
  subscribe('net.client.socket', note);
  const administrator = await town.addAdministrator();
  const hosts = [
    '127.0.0.1',
    'localhost',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '0x7f.1',
    '127.0.0.1.nip.test',
  ];
  const addresses = [
    ...hosts.map((host) => `http://${host}:${port}/asked`),
    'http://169.254.169.254/latest/meta-data/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fd00:ec2::254]/',
  ];
  for (const [n, website] of addresses.entries()) {
    const form = { kind: 'business', name_en: `Canary ${n}`, summary_en: `See ${website}`, website };
    const registered = await town.post('/registration', form, { as: administrator });
    expect(registered.status, website).toBe(303);
    const slug = registered.location!.split('/').at(-1)!;
    await town.post(`/organisations/${slug}/card`, { ...form, purpose_en: website }, { as: administrator });
    const page = await town.get(`/organisations/${slug}`);
    expect(page.html).not.toMatch(/<(img|iframe|object|embed|link|script)[^>]+(127\.0|169\.254|\[)/);
    await town.post(
      '/settings/texts/imprint',
      { text_en: `![x](${website}) ${website}` },
      { as: administrator },
    );
    await town.get('/imprint');
  }
  await town.settle();
  unsubscribe('net.client.socket', note);
  expect(asked).toEqual([]);
  expect(reached.filter((to) => to.endsWith(`:${port}`) || !/^(::ffff:)?127\.0\.0\.1:/.test(to))).toEqual([]);
});
