import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLoopbackAddress, isPublicAddress } from './addresses.ts';
import { NotOutside, outsideWith } from './outside.ts';
import { type Dns, openDns } from './testing.ts';

let dns: Dns;
let server: Server;
let port: number;
let answer: RequestListener;
const arrived: string[] = [];

beforeAll(async () => {
  dns = await openDns();
  server = createServer((request, response) => {
    arrived.push(`${request.headers.host}${request.url}`);
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as { port: number }).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await dns.close();
});

const plain = { method: 'GET', headers: {} };
const outside = (loopback: boolean) => outsideWith({ dnsServers: [dns.server], loopback });

describe('addresses', () => {
  it('of this machine, of inner networks, of clouds, of tunnels and of examples are none of the internet', () => {
    const inner = [
      ...[
        '0.0.0.0',
        '10.1.2.3',
        '100.64.0.1',
        '100.100.100.200',
        '127.0.0.1',
        '127.9.9.9',
        '169.254.169.254',
      ],
      ...[
        '172.16.0.1',
        '172.31.255.255',
        '192.0.0.192',
        '192.168.0.1',
        '198.18.0.1',
        '192.0.2.1',
        '203.0.113.9',
      ],
      ...['224.0.0.1', '240.0.0.1', '255.255.255.255', '168.63.129.16', '192.88.99.1'],
      ...[
        '::',
        '::1',
        'fe80::1',
        'fe80::1%eth0',
        'fc00::1',
        'fd00:ec2::254',
        'ff02::1',
        '::7f00:1',
        '100::1',
      ],
      ...['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1'],
      ...['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::a00:1', '2002:7f00:1::', '2002:a00:1::1'],
      ...['2001::1', '2001:db8::1', '3fff::1', 'fec0::1', '', 'localhost', '1.2.3', '0x7f.1'],
    ];
    for (const address of inner) expect(isPublicAddress(address), address).toBe(false);
    const open = [
      '1.1.1.1',
      '9.9.9.9',
      '172.15.0.1',
      '172.32.0.1',
      '100.63.0.1',
      '2606:4700::1111',
      '2a00::1',
    ];
    for (const address of open) expect(isPublicAddress(address), address).toBe(true);
  });

  it('of IPv6 outside of what is given out are none, whatever they are', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const first = Number.parseInt(address.split(':')[0] || '0', 16);
        if (first < 0x2000 || first > 0x3fff) expect(isPublicAddress(address)).toBe(false);
      }),
    );
    expect([
      isLoopbackAddress('::1'),
      isLoopbackAddress('127.1.1.1'),
      isLoopbackAddress('::ffff:127.0.0.1'),
    ]).toEqual([true, true, false]);
  });
});

describe('asking outside', () => {
  it('goes to no inner address, however it is written or named, and no request leaves', async () => {
    const names = {
      'inner.example': ['10.0.0.1'],
      'metadata.example': ['169.254.169.254'],
      'this.example': ['127.0.0.1'],
      // One good address among bad ones opens nothing.
      'mixed.example': ['93.184.216.34', '127.0.0.1'],
    };
    for (const [name, found] of Object.entries(names)) dns.records.set(`A ${name}`, [found]);
    dns.records.set('AAAA mapped.example', [['::ffff:7f00:1']]);
    dns.records.set('AAAA nat.example', [['64:ff9b::7f00:1']]);
    dns.records.set('AAAA six.example', [['::1']]);
    arrived.length = 0;
    answer = (_, response) => void response.end('secret');
    const hosts = [
      ...[
        '127.0.0.1',
        'localhost',
        '2130706433',
        '0x7f000001',
        '0177.0.0.1',
        '127.1',
        '[::1]',
        '[::ffff:127.0.0.1]',
      ],
      ...['[64:ff9b::7f00:1]', '169.254.169.254', '10.0.0.1', 'six.example', 'mapped.example', 'nat.example'],
      ...Object.keys(names),
    ];
    const urls = hosts.flatMap((host) => [`https://${host}:${port}/`, `http://${host}:${port}/`]);
    dns.records.set('A localhost', [['127.0.0.1']]);
    for (const url of [
      ...urls,
      'file:///etc/passwd',
      'ftp://files.example/',
      'https://a:b@there.example/',
      'none',
    ])
      await expect(outside(false).ask(url, plain), url).rejects.toBeInstanceOf(NotOutside);
    expect(arrived).toEqual([]);
  });

  it('connects to the address that was looked at: a name that answers otherwise the next time changes nothing', async () => {
    dns.records.set('A changing.example', [['127.0.0.1'], ['10.0.0.1']]);
    arrived.length = 0;
    const url = `http://changing.example:${port}/`;
    expect(await (await outside(true).ask(url, plain)).text()).toBe('secret');
    expect(dns.asked.filter((one) => one === 'A changing.example')).toHaveLength(1);
    await expect(outside(true).ask(url, plain)).rejects.toBeInstanceOf(NotOutside);
    expect(arrived).toEqual([`changing.example:${port}/`]);
  });

  it('follows no redirect, and reads no answer without end', async () => {
    const ask = () => outside(true).ask(`http://127.0.0.1:${port}/`, plain);
    answer = (_, response) =>
      void response.writeHead(302, { location: `http://127.0.0.1:${port}/inner` }).end();
    arrived.length = 0;
    expect((await ask()).status).toBe(302);
    expect(arrived).toHaveLength(1);
    answer = (_, response) => {
      const piece = 'x'.repeat(65_536);
      const more = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', more);
      more();
    };
    await expect(ask()).rejects.toThrow('too long');
  });

  it('sends what it is given, and tells what came back', async () => {
    answer = (request, response) => {
      let body = '';
      request.on('data', (piece) => {
        body += piece;
      });
      request.on('end', () => {
        response
          .writeHead(201, { 'x-said': `${request.method} ${body} ${request.headers.authorization}` })
          .end();
      });
    };
    const form = new URLSearchParams({ a: 'b c' });
    const request = { method: 'POST', headers: { authorization: 'Basic x' }, body: form };
    const came = await outside(true).ask(`http://127.0.0.1:${port}/`, request);
    expect([came.status, came.headers.get('x-said')]).toEqual([201, 'POST a=b+c Basic x']);
  });
});

describe('texts at a name', () => {
  it('are read whole; where there are none there are none, and where nobody answers that is said', async () => {
    const long = 'long '.repeat(90);
    dns.records.set('TXT _samvirke.there.example', [['samvirke=ABCD', long]]);
    dns.records.set('A bare.example', [['1.1.1.1']]);
    dns.records.set('TXT broken.example', 'failing');
    const { textsAt } = outside(false);
    expect(await textsAt('_samvirke.there.example')).toEqual(['samvirke=ABCD', long]);
    expect(await textsAt('bare.example')).toEqual([]);
    expect(await textsAt('none.example')).toEqual([]);
    await expect(textsAt('broken.example')).rejects.toThrow();
  });
});
