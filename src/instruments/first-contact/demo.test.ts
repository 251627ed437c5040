import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../../mechanisms/request/rules.ts';
import { importCityFile } from '../../platform/import/run-import.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;

beforeAll(async () => {
  town = await openTestTown();
  const file = await readFile(join(import.meta.dirname, '../../../demo/elvestad.yaml'), 'utf8');
  await importCityFile(town.house, file, { demo: true });
});
afterAll(() => town.close());

describe('the sample city', () => {
  it('has requests under way and answered, each where its acts have led it', async () => {
    const rows = await town.database.system(({ db }) =>
      db.selectFrom('request').select(['id', 'state', 'due_day']).execute(),
    );
    expect(rows.length).toBeGreaterThanOrEqual(8);
    for (const row of rows) {
      const acts = await town.database.system(({ db }) =>
        db
          .selectFrom('request_act')
          .select(['act', 'side', 'due_day'])
          .where('request_id', '=', row.id)
          .orderBy('position')
          .execute(),
      );
      expect(stateOf(acts)).toBe(row.state);
      expect(acts.at(-1)!.due_day).toBe(row.due_day);
    }
    await town.settle();
    expect(town.mails).toEqual([]);
  });

  it('shows how its offices keep their word', async () => {
    expect((await town.get('/')).html).toContain('How we keep our word');
    expect((await town.get('/briefs/new', { locale: 'de' })).html).toContain('Kontaktstelle für Initiativen');
  });
});
