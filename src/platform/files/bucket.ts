import { setTimeout as pause } from 'node:timers/promises';
import type { Bucket } from '../../config.ts';
import { sha256, signed } from './sign.ts';
import { type FileStore, keyOf, StoreAway } from './store.ts';

/** What a bucket is asked besides: at a start, and before a city is put back into it. */
export type BucketStore = FileStore & {
  /** Whether we may do all that we need to. @throws StoreAway, which says why not */
  check(): Promise<void>;
  /** Whether nothing lies under our prefix. */
  isEmpty(): Promise<boolean>;
};

/** Milliseconds after which an answer will not come any more. */
const longest = 10_000;
/** Milliseconds for which nobody waits for pictures again, once the store gave no answer. */
const rest = 5_000;

/** Files in an S3-compatible store, each under its name after a prefix. Nobody but us gets at them. */
export function storeInBucket(bucket: Bucket, patience = longest): BucketStore {
  const base = `${bucket.origin}/${bucket.name}`;
  const trial = `${bucket.prefix}trial`;
  let restingUntil = 0;

  /** All that we ask can be asked twice. */
  async function ask(method: string, path: string, body?: Uint8Array): Promise<Response> {
    const ending = AbortSignal.timeout(patience);
    let problem = '';
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      if (attempt > 1) await pause(100);
      const url = new URL(base + path);
      const asked = { method, url, headers: {}, digest: sha256(body ?? ''), at: new Date() };
      const { host: _, ...headers }: Record<string, string> = signed(asked, bucket);
      try {
        const answer = await fetch(url, {
          ...{ method, headers, redirect: 'manual', signal: ending },
          body: body ? new Uint8Array(body) : null,
        });
        if (answer.ok) return answer;
        problem = await refusalOf(answer);
        if (answer.status === 404 && /^(NoSuchKey|404)/.test(problem)) return answer;
        // What is refused once is refused again; only what the store could not do for now is asked once more.
        if (answer.status < 500 && answer.status !== 429) throw new StoreAway(`refuses: ${problem}`);
      } catch (error) {
        if (error instanceof StoreAway) throw error;
        problem = ending.aborted ? `nothing within ${patience / 1_000} seconds` : reasonOf(error);
        if (ending.aborted) break;
      }
    }
    restingUntil = performance.now() + rest;
    throw new StoreAway(`does not answer: ${problem}`);
  }

  const at = (name: string) => `/${bucket.prefix}${keyOf(name)}`;

  async function read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const answer = await ask('GET', path);
    if (!answer.ok) return undefined;
    return answer.bytes().catch((error) => {
      throw new StoreAway(`broke off: ${reasonOf(error)}`);
    });
  }

  /** What begins with a prefix; of very many the first thousand. */
  async function keys(prefix: string): Promise<string[]> {
    const answer = await ask('GET', `?list-type=2&prefix=${encodeURIComponent(prefix)}`);
    return [...(await answer.text()).matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1]!);
  }

  return {
    async put(name, bytes) {
      await ask('PUT', at(name), bytes);
    },
    async read(name) {
      // A page full of pictures must not wait for each of them.
      if (performance.now() < restingUntil) throw new StoreAway('did not answer a moment ago');
      return read(at(name));
    },
    async remove(name) {
      await ask('DELETE', at(name));
    },
    async check() {
      await keys(trial);
      const words = new TextEncoder().encode('Samvirke tries at each start whether it may write here.');
      await ask('PUT', `/${trial}`, words);
      if ((await read(`/${trial}`))?.length !== words.length)
        throw new StoreAway('does not give back what was put there');
      await ask('DELETE', `/${trial}`);
    },
    async isEmpty() {
      // Some tools make a folder by putting something of its name there.
      const others = (await keys(bucket.prefix)).filter((key) => key !== bucket.prefix && key !== trial);
      return others.length === 0;
    },
  };
}

/** What a store says of itself when it refuses, in its own words. */
async function refusalOf(answer: Response): Promise<string> {
  const text = await answer.text().catch(() => '');
  const part = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
  const said = [part('Code'), part('Message')?.replace(/\.$/, '')].filter(Boolean);
  return said.length > 0 ? said.join(', ') : String(answer.status);
}

function reasonOf(error: unknown): string {
  const { cause } = error as Error;
  const { code, message } = (cause ?? error) as NodeJS.ErrnoException;
  return code ?? message;
}
