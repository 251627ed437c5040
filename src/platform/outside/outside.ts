import { promises as dns, type LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Config } from '../../config.ts';
import { isLoopbackAddress, isPublicAddress } from './addresses.ts';

/** An address that somebody gave us, and that we do not go to. */
export class NotOutside extends Error {}

export type Request = {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
};

/** What the program asks of the internet at addresses that people typed. */
export type Outside = {
  /** Follows no redirect. Throws `NotOutside` where the address is none of the internet. */
  ask(url: string, request: Request): Promise<Response>;
  /** Whether a browser may be sent there, and we may ask there. */
  isPlace(url: string): boolean;
  /** Texts at a name (TXT). None where there are none; throws where nobody could tell. */
  textsAt(name: string): Promise<string[]>;
};

/** Seconds for one question, from its first byte to the last of its answer, and bytes of the answer. */
const patience = 10;
const longestAnswer = 512 * 1024;

/** Seconds until a DNS server that does not answer is asked again, and how often. */
const dnsPatience = { timeout: 2_000, tries: 2 };
const nothingThere = new Set(['ENOTFOUND', 'ENODATA']);

export function outsideWith({ dnsServers, loopback }: Config['outside']): Outside {
  function resolver(): dns.Resolver {
    const made = new dns.Resolver(dnsPatience);
    if (dnsServers) made.setServers(dnsServers);
    return made;
  }

  async function addressesOf(host: string): Promise<LookupAddress[]> {
    if (!dnsServers) return dns.lookup(host, { all: true });
    const asked = resolver();
    const none = (error: { code?: string }) => {
      if (nothingThere.has(error.code ?? '')) return [];
      throw error;
    };
    const four = await asked.resolve4(host).catch(none);
    const six = await asked.resolve6(host).catch(none);
    return [
      ...four.map((address) => ({ address, family: 4 })),
      ...six.map((address) => ({ address, family: 6 })),
    ];
  }

  const mayReach = (address: string) => isPublicAddress(address) || (loopback && isLoopbackAddress(address));

  /** The connection is made to the very addresses that were looked at: a name that answers otherwise the next time changes nothing. */
  const lookup: LookupFunction = (host, { all }, done) => {
    addressesOf(host)
      .then((found) => {
        const bad = found.find(({ address }) => !mayReach(address));
        if (bad) throw new NotOutside(`${host} is at ${bad.address}`);
        if (found.length === 0) throw Object.assign(new Error(`no ${host}`), { code: 'ENOTFOUND' });
        return found;
      })
      .then(
        (found) => (all ? done(null, found) : done(null, found[0]!.address, found[0]!.family)),
        (error) => done(error, ''),
      );
  };

  function isPlace(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { protocol, username, password, hostname } = new URL(url);
    const host = hostname.replace(/^\[|\]$/g, '');
    const isSpoken = protocol === 'https:' || (loopback && protocol === 'http:');
    return isSpoken && !username && !password && (!isIP(host) || mayReach(host));
  }

  return {
    isPlace,
    ask(url, { method, headers, body, signal }) {
      const text = body === undefined || body === null ? undefined : String(body);
      const late = AbortSignal.timeout(patience * 1_000);
      return new Promise((resolve, reject) => {
        if (!isPlace(url)) return reject(new NotOutside(url));
        const to = new URL(url);
        const asked = (to.protocol === 'https:' ? https : http).request(to, {
          method,
          headers,
          lookup,
          // A connection of its own for each: none is left over that was opened under another name.
          agent: false,
          signal: signal ? AbortSignal.any([late, signal]) : late,
        });
        asked.on('error', reject);
        asked.on('response', (answer) => responseOf(answer).then(resolve, reject));
        asked.end(text);
      });
    },
    async textsAt(name) {
      const found = await resolver()
        .resolveTxt(name)
        .catch((error: { code?: string }) => {
          if (nothingThere.has(error.code ?? '')) return [];
          throw error;
        });
      return found.map((parts) => parts.join(''));
    },
  };
}

async function responseOf(answer: IncomingMessage): Promise<Response> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > longestAnswer) {
      answer.destroy();
      throw new Error('An answer from outside is too long');
    }
    pieces.push(piece);
  }
  const status = answer.statusCode ?? 500;
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
  const isBare = [204, 205, 304].includes(status);
  return new Response(isBare ? null : Buffer.concat(pieces), {
    status,
    headers: new Headers([...headers] as [string, string][]),
  });
}
