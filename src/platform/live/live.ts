import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { rolesIn, type Scope } from '../scope.ts';
import { isNewsFor, type Passing, type Watching } from './audience.ts';
import { findLastNumber, listPassing, listWatching, mostPassing } from './store.ts';
import { openStream, type Stream } from './stream.ts';
import { writersOn } from './writers.ts';

/** What goes through a stream: where, what kind, how often. No words, no names. */
export type Message = { space: string; kind: string; n: number; subject?: string };

export type Live = {
  /** A stream for who asks; undefined where they take part in nothing that is watched. */
  open(scope: Scope): ReadableStream<Uint8Array> | undefined;
  /** Somebody has a text open to change it, or has left it. False where they may not. */
  write(scope: Scope, space: string, subject: string, writes: boolean): boolean;
  /** How many others have it open now: for a page that shows it without a stream. */
  othersWriting(scope: Scope, subject: string): number;
  /** Whose account was closed loses their streams at once; elsewhere they end at the next look. */
  leave(person: string): void;
  /** Something was sealed. */
  wake(): void;
  /** How many streams are open. */
  readonly size: number;
  close(): void;
};

/** Milliseconds. A wake waits a moment for what else comes; the clock finds what other programs sealed. */
const times = { moment: 200, clock: 3_000, memberships: 30_000, heartbeat: 25_000, life: 15 * 60_000 };
/** Streams of one person: one for each browser. */
const mostEach = 10;

type Watcher = { person: string; watching?: Watching; stream: Stream; until: number };

/**
 * All streams of this program. They cost the database the same whether one person watches or five hundred: what was
 * sealed is read once for all, and once in a while who still takes part in what. What each learns is decided here
 * from that; the page they then ask for is read under row level security as ever.
 */
export function liveOn(database: Database, log: Logger, tells: (kind: string) => boolean): Live {
  const watchers = new Set<Watcher>();
  const writers = writersOn((space, subject) => tellWriters(space, subject));
  let last: number | undefined;
  let waking: NodeJS.Timeout | undefined;
  let joining: NodeJS.Timeout | undefined;
  let clocks: NodeJS.Timeout[] = [];
  let work: Promise<void> = Promise.resolve();

  /** One thing after the other; what fails is tried again by the clock. */
  const then = (does: () => Promise<void>) => {
    work = work.then(does).catch((error) => log.warn({ err: error }, 'live: could not read'));
  };

  async function readOn(): Promise<void> {
    if (watchers.size === 0 || last === undefined) return;
    for (;;) {
      const after: number = last;
      const passing = await database.system((tx) => listPassing(tx, after));
      // Who watched has gone meanwhile: whoever comes next begins with what is new then.
      if (last === undefined) return;
      last = passing.at(-1)?.number ?? after;
      const told = passing.filter(({ kind }) => tells(kind));
      if (told.length > 0) for (const watcher of watchers) tell(watcher, told);
      if (passing.length < mostPassing) return;
    }
  }

  function tell({ watching, stream }: Watcher, passing: readonly Passing[]): void {
    if (!watching) return;
    const counts = new Map<string, Message>();
    for (const entry of passing) {
      if (!isNewsFor(watching, entry)) continue;
      const space = watching.spaces.get(entry.space)!.partnership;
      const key = `${space} ${entry.kind}`;
      const message = counts.get(key) ?? { space, kind: entry.kind, n: 0 };
      counts.set(key, { ...message, n: message.n + 1 });
    }
    for (const message of counts.values()) stream.send(message);
  }

  /** Reads what all take part in. Whoever lost a part loses the stream, and may ask for another. */
  async function look(): Promise<void> {
    if (watchers.size === 0) return;
    const people = [...new Set([...watchers].map(({ person }) => person))];
    const { found, number } = await database.system(async (tx) => ({
      found: await listWatching(tx, people),
      number: last ?? (await findLastNumber(tx)),
    }));
    if (watchers.size === 0) return;
    last ??= number;
    for (const watcher of watchers) {
      const now = found.get(watcher.person);
      const before = watcher.watching;
      const lost = [...(before?.spaces.keys() ?? [])].some((space) => !now?.spaces.has(space));
      if (!now || now.spaces.size === 0 || lost || watcher.until < Date.now()) {
        watcher.stream.end();
        continue;
      }
      watcher.watching = now;
      if (!before) greet(watcher);
    }
  }

  /** From here on nothing is missed; what was sealed before is on the page that asked. */
  function greet(watcher: Watcher): void {
    watcher.stream.beat();
    for (const { space, subject } of writers.list()) tellWritersTo(watcher, space, subject);
  }
  function tellWriters(space: string, subject: string): void {
    for (const watcher of watchers) tellWritersTo(watcher, space, subject);
  }
  function tellWritersTo({ person, watching, stream }: Watcher, space: string, subject: string): void {
    const inside = watching?.spaces.get(space);
    if (!inside) return;
    stream.send({ space: inside.partnership, kind: 'writing', n: writers.others(subject, person), subject });
  }

  function wind(): void {
    if (clocks.length > 0) return;
    clocks = [
      setInterval(() => then(readOn), times.clock),
      setInterval(() => then(look), times.memberships),
      setInterval(() => {
        for (const { stream } of watchers) stream.beat();
      }, times.heartbeat),
    ];
    for (const clock of clocks) clock.unref();
  }
  function stand(): void {
    for (const clock of clocks) clearInterval(clock);
    clocks = [];
    last = undefined;
  }

  return {
    open({ person, memberships }) {
      if (!person || !memberships.some(({ kind }) => kind === 'partnership')) return undefined;
      const mine = [...watchers].filter((watcher) => watcher.person === person.id);
      if (mine.length >= mostEach) mine[0]!.stream.end();
      const watcher: Watcher = {
        person: person.id,
        until: Date.now() + times.life,
        stream: openStream(() => {
          watchers.delete(watcher);
          if (watchers.size === 0) stand();
        }),
      };
      watchers.add(watcher);
      wind();
      // Many come at once after a restart: they are looked up together.
      joining ??= setTimeout(() => {
        joining = undefined;
        then(look);
      }, times.moment);
      return watcher.stream.body;
    },
    write(scope, space, subject, writes) {
      if (!scope.person || !rolesIn(scope, space).some((role) => role !== 'observer')) return false;
      writers.set({ space, subject, person: scope.person.id }, writes);
      return true;
    },
    othersWriting: (scope, subject) => writers.others(subject, scope.person?.id),
    leave(person) {
      for (const watcher of watchers) if (watcher.person === person) watcher.stream.end();
    },
    wake() {
      if (watchers.size === 0) return;
      waking ??= setTimeout(() => {
        waking = undefined;
        then(readOn);
      }, times.moment);
    },
    get size() {
      return watchers.size;
    },
    close() {
      clearTimeout(waking);
      clearTimeout(joining);
      writers.close();
      for (const { stream } of watchers) stream.end();
      stand();
    },
  };
}
