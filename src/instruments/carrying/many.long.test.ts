import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noteFigure } from '../../../bin/figures.ts';
import { openCarried } from '../../platform/carrying/read.ts';
import { intoFile } from '../../platform/carrying/write.ts';
import { addFile } from '../../platform/files/files.ts';
import { bareJpeg } from '../../platform/files/testing.ts';
import { newId } from '../../platform/id.ts';
import { sealOnce } from '../../platform/journal/sealer.ts';
import { verifyJournal } from '../../platform/journal/verify.ts';
import { openTestTown, type TestTown } from '../../testing.ts';
import { type FoundedPartnership, foundPartnership } from '../partnerships/testing.ts';
import { bringPartnership, packPartnership } from './actions.ts';
import { rowsOf } from './testing.ts';

// A partnership of years: five thousand entries of the journal, as many things to do, and a hundred pictures.
const entries = 5_000;
const pictures = 100;
const longest = 10_000;

let from: TestTown;
let to: TestTown;
let talks: FoundedPartnership;

beforeAll(async () => {
  from = await openTestTown();
  to = await openTestTown();
  talks = await foundPartnership(from);
  const scope = await from.scopeFor(talks.facilitator);
  await from.database.system(async (tx) => {
    for (let n = 0; n < entries; n += 1)
      await tx.record({
        space: talks.id,
        kind: 'to-do.added',
        subject: newId(),
        personal: { text: `Task ${n}` },
      });
  }, scope);
  await from.database.outer.query(
    `insert into to_do (id, space_id, text, due_on, created_by)
    select gen_random_uuid(), $1, 'Task ' || n || repeat(' and more', 20), '2030-01-01', $2 from generate_series(1, $3) n`,
    [talks.id, talks.facilitator, entries],
  );
  const drawn = await from.house.files.readPicture(bareJpeg);
  for (let n = 0; n < pictures; n += 1)
    await from.house.files.keep(drawn, (kept) => from.database.system((tx) => addFile(tx, talks.id, kept)));
  while ((await sealOnce(from.database)) > 0);
});
afterAll(async () => {
  await to.close();
  await from.close();
});

it('goes out and comes in, each within seconds, and tells how far it is', async () => {
  const file = `${from.house.config.dataFolder}/talks.zip`;
  const steps = new Map<string, number>();
  const onStep = (step: string) => void steps.set(step, (steps.get(step) ?? 0) + 1);

  let begun = performance.now();
  const packed = await packPartnership(from.house, { id: talks.id, holds: 'whole', locale: 'en' }, onStep);
  await intoFile(packed!.zip, file);
  const out = performance.now() - begun;

  begun = performance.now();
  const opened = await openCarried(file, onStep);
  const arrival = await bringPartnership(to.house, opened, { onStep });
  opened.close();
  const back = performance.now() - begun;

  expect(arrival).toMatchObject({ stands: 'new', pictures });
  expect(arrival.entries).toBeGreaterThanOrEqual(entries);
  expect(await rowsOf(to, talks.id)).toEqual(await rowsOf(from, talks.id));
  expect((await verifyJournal(to.database)).findings).toEqual([]);
  expect([...steps.keys()].sort()).toEqual(['checking', 'pictures', 'writing']);
  const on = process.env.TEST_DATABASE_URL ? 'PostgreSQL' : 'embedded';
  const { size } = await stat(file);
  const seconds = (time: number) => `${(time / 1000).toFixed(1)} s`;
  noteFigure(
    `a partnership to another city, ${on}`,
    `${entries} entries, ${arrival.rows} rows, ${pictures} pictures`,
    `out ${seconds(out)}, in ${seconds(back)}, wanted each under ${longest / 1000} s; ${(size / 1_000_000).toFixed(1)} MB`,
  );
});
