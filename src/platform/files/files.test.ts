import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { newId } from '../id.ts';
import { addFile, type KeptPicture, markFile } from './files.ts';
import type { Picture } from './pictures.ts';
import { sizes } from './store.ts';
import { bareJpeg } from './testing.ts';
import { openTestBucket, type TestBucket } from './testing-bucket.ts';

describe.each(['a folder', 'a bucket'])('files in %s', (place) => {
  let bucket: TestBucket | undefined;
  let town: TestTown;
  let picture: Picture;
  const org = { ours: newId(), theirs: newId() };
  let ours: string;
  let theirs: string;

  beforeAll(async () => {
    bucket = place === 'a bucket' ? await openTestBucket() : undefined;
    town = await openTestTown({ config: { bucket: bucket?.at() } });
    await town.addOrganisation(org.ours, 'ours', { en: 'Ours' });
    await town.addOrganisation(org.theirs, 'theirs', { en: 'Theirs' });
    ours = await town.addPerson('Our lead', { space: org.ours, role: 'lead' });
    theirs = await town.addPerson('Their lead', { space: org.theirs, role: 'lead' });
    picture = await town.house.files.readPicture(bareJpeg);
  });
  afterAll(async () => {
    await town?.close();
    await bucket?.close();
  });

  const folder = () => join(town.house.config.dataFolder, 'files');

  async function keptNow(): Promise<string[]> {
    if (bucket) return (await bucket.keys()).map((path) => path.split('/').at(-1)!);
    if (!existsSync(folder())) return [];
    const found = await readdir(folder(), { recursive: true });
    return found.filter((name) => name.includes('-')).map((name) => name.split(/[/\\]/).at(-1)!);
  }

  async function add(as = ours, space = org.ours): Promise<string> {
    const scope = await town.scopeFor(as);
    return town.house.files.keep(picture, async (kept) => {
      await town.database.change(scope, (tx) => addFile(tx, space, kept));
      return kept.id;
    });
  }

  it('serves a file to those who may see its row, as what it is and nothing else', async () => {
    const id = await add();
    for (const path of [`/files/${id}`, `/files/${id}/small`]) {
      const { status, headers } = await town.get(path, { as: ours });
      expect(status).toBe(200);
      expect(headers.get('content-type')).toBe('image/webp');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(headers.get('content-disposition')).toBe(`inline; filename="${id}.webp"`);
      expect(headers.get('cache-control')).toBe('private, no-cache');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      const again = { 'if-none-match': headers.get('etag')! };
      expect((await town.get(path, { as: ours, headers: again })).status).toBe(304);
      await town.isClosed(path, { as: theirs, headers: again });
      await town.isClosed(path);
    }
    for (const path of [`/files/${newId()}`, '/files/..%2fsecret', `/files/${id}%2f..%2f..%2fsecret`])
      await town.isClosed(path, { as: ours });
  });

  it('gives back the very bytes that were put there', async () => {
    const { data } = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'green' } })
      .webp()
      .toBuffer({ resolveWithObject: true });
    const tiny = { ...picture, bytes: data, small: data };
    await town.house.files.keep(tiny, async (kept) => {
      for (const size of sizes)
        expect(Buffer.from((await town.house.files.read(kept.id, size))!).equals(data)).toBe(true);
    });
  });

  it('leaves nothing behind of an upload that came to nothing', async () => {
    const before = await keptNow();
    const scope = await town.scopeFor(ours);
    const failing = async (work: (kept: KeptPicture) => Promise<unknown>) => {
      await expect(town.house.files.keep(picture, work)).rejects.toThrow();
      expect(await keptNow()).toEqual(before);
    };
    await failing(async () => {
      expect((await keptNow()).length).toBe(before.length + 2);
      throw new Error('refused before anything was written');
    });
    await failing((kept) =>
      town.database.change(scope, async (tx) => {
        await addFile(tx, org.ours, kept);
        await sql`select 1 / 0`.execute(tx.db);
      }),
    );
    await failing((kept) => town.database.change(scope, (tx) => addFile(tx, org.theirs, kept)));
    await town.house.files.keep(picture, async () => 'a form shown again, without an error');
    expect(await keptNow()).toEqual(before);
  });

  it('takes away what a killed program left, once it cannot be on its way any more', async () => {
    const before = await keptNow();
    // As if the program had ended between the bytes and the row.
    let go = () => {};
    const killed = town.house.files.keep(picture, () => new Promise<void>((resolve) => (go = resolve)));
    await expect.poll(keptNow).toHaveLength(before.length + 2);
    await town.house.files.sweep();
    expect(await keptNow()).toHaveLength(before.length + 2);
    await town.moveTime('23 hours');
    await town.house.files.sweep();
    expect(await keptNow()).toHaveLength(before.length + 2);
    await town.moveTime('2 hours');
    await town.house.files.sweep();
    expect(await keptNow()).toEqual(before);
    go();
    await killed;
  });

  it('takes a removed file away after a month, and one whose space is gone', async () => {
    const id = await add();
    const kept = await add();
    const scope = await town.scopeFor(ours);
    await town.database.change(scope, (tx) => markFile(tx, id, 'removed'));
    await town.isClosed(`/files/${id}`, { as: ours });
    await town.database.change(scope, (tx) => markFile(tx, id, 'returned'));
    expect((await town.get(`/files/${id}`, { as: ours })).status).toBe(200);
    await town.database.change(scope, (tx) => markFile(tx, id, 'removed'));
    await town.moveTime('29 days');
    await town.house.files.sweep();
    expect(await keptNow()).toContain(id);
    await town.moveTime('2 days');
    await town.house.files.sweep();
    await town.moveTime('1 day');
    await town.house.files.sweep();
    expect(await keptNow()).not.toContain(id);
    expect(await keptNow()).toContain(kept);
    const other = await add(theirs, org.theirs);
    await town.database.outer.query('delete from space where id = $1', [org.theirs]);
    await town.moveTime('1 day');
    await town.house.files.sweep();
    expect(await keptNow()).not.toContain(other);
    expect(await keptNow()).not.toContain(`${other}-small`);
  });

  it('shows raw SQL of others no row, and lets nobody change what a file holds', async () => {
    const id = await add();
    await town.addOrganisation(newId(), 'third', { en: 'Third' });
    for (const person of [await town.addPerson('Stranger'), await town.addAdministrator()]) {
      const { rows } = await town.database.read(await town.scopeFor(person), ({ db }) =>
        sql`select * from file`.execute(db),
      );
      expect(rows).toEqual([]);
    }
    const scope = await town.scopeFor(ours);
    const may = (statement: ReturnType<typeof sql>) =>
      town.database.change(scope, ({ db }) => statement.execute(db));
    await expect(may(sql`update file set sha256 = ''`)).rejects.toThrow(/denied/);
    await expect(may(sql`delete from file`)).rejects.toThrow(/denied/);
    await expect(may(sql`select * from file_leaving`)).rejects.toThrow(/denied/);
    expect((await town.get(`/files/${id}`, { as: ours })).status).toBe(200);
  });

  it('lets two uploads in at a time, and the others in the order in which they came', async () => {
    const going: number[] = [];
    const order: number[] = [];
    let most = 0;
    await Promise.allSettled(
      [1, 2, 3, 4, 5, 6, 7].map((n) =>
        town.house.files.inTurn(async () => {
          going.push(n);
          order.push(n);
          most = Math.max(most, going.length);
          await new Promise((done) => setTimeout(done, 5));
          going.splice(going.indexOf(n), 1);
          if (n === 2) throw new Error('one that fails holds up nobody');
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});
