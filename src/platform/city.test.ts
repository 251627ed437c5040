import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
});
afterAll(() => town.close());

describe('the city that is kept', () => {
  it('is had inside a transaction while a page waits for it outside: neither waits for the other', async () => {
    const { house, database } = town;
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    // A page that comes while a reaction is at work: on one session it has to wait for the reaction to end …
    const outside = begun.then(() => town.get('/'));
    const name = await database.system(async () => {
      house.city.forget();
      begin();
      await new Promise((resolve) => setTimeout(resolve, 50));
      // … so the reaction must not wait for it.
      return (await house.city.get()).name.en;
    });
    expect((await outside).status).toBe(200);
    expect(name).toBe('Testby');
  });

  it('never keeps what a transaction read that was undone', async () => {
    const { house, database } = town;
    house.city.forget();
    const undone = database.system(async ({ db }) => {
      await db.updateTable('city').set({ theme: 'undone' }).execute();
      expect((await house.city.get()).theme).toBe('undone');
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect((await house.city.get()).theme).not.toBe('undone');
  });
});
