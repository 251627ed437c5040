import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellAtOnce, tellByTheHour } from '../src/instruments/told/jobs.ts';
import { toHour } from '../src/instruments/told/testing.ts';
import { noteOpened } from '../src/mechanisms/sealed-round/actions.ts';
import { importCityFile } from '../src/platform/import/run-import.ts';
import { verifyJournal } from '../src/platform/journal/verify.ts';
import { openTestTown, type TestTown } from '../src/testing.ts';
import {
  dumpFor,
  pathsToRead,
  readAll,
  type SealedWorld,
  type Snooper,
  sealAll,
  settleSealed,
  words,
  writeDraft,
} from './sealed-world.ts';

// The one promise that everything else rests on: nobody reads an answer before all open together, on no way that
// there is. Whatever can be read is read by everybody, before the opening and after; after it the same sweep finds
// what it looked for, so that it is known to look.
let town: TestTown;
let world: SealedWorld;
let paths: string[];
let watched: Record<string, { raw: string; stop(): Promise<void> }>;
const logged: string[] = [];
const all = Object.values(words);
const { sealed, gate, draft, told } = words;
const found = (text: string) => all.filter((word) => text.includes(word)).sort();
const curious = (...but: string[]) => Object.keys(world.snoopers).filter((who) => !but.includes(who));

beforeAll(async () => {
  town = await openTestTown({
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
  });
  world = await settleSealed(town);
  paths = pathsToRead(town, world);
  await town.settle();
}, 300_000);
afterAll(async () => {
  for (const { stop } of Object.values(watched ?? {})) await stop();
  await town.close();
});

/** Who reads which of the words on the pages. */
async function seenOnPages(at: readonly string[]): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const [who, snooper] of Object.entries(world.snoopers)) {
    const words = new Set<string>();
    for (const path of at) for (const word of found(await readAll(town, path, snooper))) words.add(word);
    if (words.size > 0) seen[who] = [...words].sort();
  }
  return seen;
}

const idsInSql = () => {
  const { ids } = world;
  return [ids.id!, ids.partner!, ids.peer!, ids.silent!, ids.round!, ids.gate!, world.people.lead!];
};

async function seenInSql(): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const [who, snooper] of Object.entries(world.snoopers)) {
    const words = found(await dumpFor(town, snooper, idsInSql()));
    if (words.length > 0) seen[who] = words;
  }
  return seen;
}

/** Listens to the live stream as a browser does. */
async function watch({ cookie }: Snooper) {
  const headers = { cookie, accept: 'text/event-stream', host: 'town.test' };
  const response = await town.app.request('http://town.test/live', { headers });
  const reader = response.body!.getReader();
  const seen = { raw: '', stop: () => reader.cancel() };
  void (async () => {
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      seen.raw += decoder.decode(value, { stream: true });
    }
  })();
  return seen;
}
const messages = (raw: string) => raw.split('\n').filter((line) => line.startsWith('data: '));

/** What the second partner does while it writes shows nowhere, whatever its length and whenever. */
const glimpses = () => {
  const { base, round } = world;
  return [base, round, `${base}/rounds`, `${base}/timeline`, `${base}/people`, '/desk', '/partnerships'];
};
async function whatOthersSee(): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const who of curious('peer', 'guest')) {
    const snooper = world.snoopers[who]!;
    const pages = [];
    for (const path of glimpses()) {
      const [, ...lines] = (await readAll(town, path, snooper)).split('\n');
      pages.push(lines.join('\n').replaceAll(/name="(_once|page)" value="[^"]*"/g, ''));
    }
    seen[who] = [...pages, await dumpFor(town, snooper, idsInSql())].join('\n');
  }
  return seen;
}

describe('while a round is closed', () => {
  it('a draft, however long and however often it is saved, changes nothing that others see', {
    timeout: 600_000,
  }, async () => {
    const { facilitator, observer } = world.snoopers;
    watched = { facilitator: await watch(facilitator!), observer: await watch(observer!) };
    // Known once its parts are read.
    await new Promise((resolve) => setTimeout(resolve, 700));
    const before = await whatOthersSee();
    await writeDraft(town, world, draft);
    await writeDraft(town, world, `${draft} ${'and more '.repeat(200)}`);
    await town.settle();
    const after = await whatOthersSee();
    for (const who of Object.keys(before)) {
      const lines = new Set(before[who]!.split('\n'));
      expect(
        after[who]!.split('\n').filter((line) => !lines.has(line)),
        who,
      ).toEqual([]);
      expect(after[who]!.length, who).toBe(before[who]!.length);
    }
    for (const [who, { raw }] of Object.entries(watched)) expect(messages(raw), who).toEqual([]);
  });

  it('that an answer is sealed is told at once, and nothing of what it says', async () => {
    await sealAll(town, world);
    await town.settle();
    for (const seen of Object.values(watched)) {
      await expect.poll(() => seen.raw, { timeout: 60_000 }).toContain('round.sealed');
      expect(found(seen.raw)).toEqual([]);
    }
  });

  it('no page, file, search or form shows it to anybody but its own people', {
    timeout: 600_000,
  }, async () => {
    expect(await seenOnPages(paths)).toEqual({
      lead: [gate, sealed],
      peer: [draft],
      guest: [draft],
      facilitator: [told],
    });
  });

  it('the search finds it for nobody, its own people included, in no spelling', async () => {
    for (const who of Object.keys(world.snoopers)) {
      for (const word of [...all, ...all.map((one) => one.replace('r', 'rr').toLowerCase())]) {
        const html = await readAll(town, `/search?q=${word}`, world.snoopers[who]!);
        expect(html, `${who}: ${word}`).toContain('We found nothing for these words.');
      }
    }
  });

  it('raw SQL over every table and column tells it to its own people only', async () => {
    expect(await seenInSql()).toEqual({
      lead: [gate, sealed],
      peer: [draft],
      guest: [draft],
      facilitator: [told],
    });
  });

  it('it stands in its own table and nowhere else: not in the journal, the index, a mail or the log', async () => {
    const { rows: tables } = await town.database.outer.query(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const { rows } = await town.database.outer.query(
        `select count(*)::int as n from ${name} t where to_jsonb(t)::text ~* $1`,
        [all.map((word) => word.slice(0, -4)).join('|')],
      );
      if (rows[0].n > 0) holding.push(name);
    }
    expect(holding.filter((name) => name !== 'earlier_draft')).toEqual(['sealed_answer']);
    expect(found(logged.join('\n'))).toEqual([]);
  });

  it('no mail says it: at once, each day, or to remind of the date', async () => {
    const { people } = world;
    const wants = { rhythm: 'at-once', hour: '8' };
    for (const as of [people.observer!, people.facilitator!]) await town.post('/told', wants, { as });
    await town.moveTime('10 minutes');
    await tellAtOnce(town.house);
    await town.moveTime('5 days');
    await toHour(town, 8);
    await tellByTheHour(town.house);
    await town.settle();
    expect(town.mails.length).toBeGreaterThan(5);
    expect(JSON.stringify(town.mails), 'it is reminded of').toMatch(
      new RegExp(`rounds(/|%2F)${world.ids.round}`),
    );
    expect(found(JSON.stringify(town.mails))).toEqual([]);
  });

  it('no command of the house says it', async () => {
    expect(found(JSON.stringify(await verifyJournal(town.database, [])))).toEqual([]);
    const file = `rounds:\n  - key: x\n    partnership: ${world.ids.id}\n    round: ${world.ids.round}\n`;
    const said = await importCityFile(town.house, file, { demo: false }).catch((error) => [
      String(error),
      ...(error.errors ?? []).map(String),
    ]);
    expect(found(JSON.stringify(said))).toEqual([]);
  });
});

describe('once all are open', () => {
  const inside = {
    lead: [gate, sealed, told],
    peer: [draft, gate, sealed, told].sort(),
    guest: [draft, gate, sealed, told].sort(),
    facilitator: [gate, sealed, told],
    observer: [gate, sealed, told],
  };
  const sorted = () =>
    Object.fromEntries(Object.entries(inside).map(([who, read]) => [who, read.toSorted()]));

  it('the same sweep finds them for all who take part, and a draft for its own people still', async () => {
    await town.moveTime('92 days');
    const within = paths.filter((path) => path.startsWith(world.base));
    expect(await seenOnPages(within)).toEqual(sorted());
    expect(await seenInSql()).toEqual(sorted());
  }, 600_000);

  it('the search finds them from then on, for all who take part and for nobody else; a draft never', async () => {
    await town.database.system(noteOpened);
    for (const [who, snooper] of Object.entries(world.snoopers)) {
      for (const word of all) {
        const html = await readAll(town, `/search?q=${word}`, snooper);
        const finds = who in inside && word !== draft;
        expect(html.includes('We found nothing for these words.'), `${who}: ${word}`).toBe(!finds);
      }
    }
    const words = all.map((word) => word.slice(0, -4)).join('|');
    const { rows } = await town.database.outer.query(
      `select 1 from search_posting where word ~* $1 and (audience <> 'space' or space_id <> $2)
      union all select 1 from search_word where word ~* $1`,
      [words, world.ids.id],
    );
    expect(rows).toEqual([]);
  });

  it('no mail repeats them', async () => {
    await tellByTheHour(town.house);
    await town.settle();
    expect(found(JSON.stringify(town.mails))).toEqual([]);
  });
});
