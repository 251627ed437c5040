import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportProblem } from '../../platform/import/read-file.ts';
import { importCityFile } from '../../platform/import/run-import.ts';
import { openTestTown, type TestTown } from '../../testing.ts';

let town: TestTown;
beforeAll(async () => {
  town = await openTestTown();
}, 120_000);
afterAll(() => town.close());

/** The sample city, in which the dish is chosen and written down: the third one has most voices. */
function chosen(quorum: number): string {
  const city = readFileSync(join(import.meta.dirname, '../../../demo/elvestad.yaml'), 'utf8');
  const at = city.indexOf('- key: canteen-dish');
  const dish = city
    .slice(at)
    .replace('endsDaysAgo: -6', 'endsDaysAgo: 1')
    .replace('quorum: 4', `quorum: ${quorum}`)
    .replace('picks: [0, 1, 2] }', 'picks: [1, 2] }')
    .replace(
      /\n {4}talk:/,
      "\n    outcome: { daysAgo: 0, reviewInDays: 100, text: { en: 'Curry it is' } }$&",
    );
  return city.slice(0, at) + dish;
}

describe('a decision that is brought in with what was written down of it', () => {
  it('is refused where its voices do not make it hold', async () => {
    const wrong = await importCityFile(town.house, chosen(5), { demo: false }).catch((error) => error);
    expect(wrong).toBeInstanceOf(ImportProblem);
    expect(wrong).toMatchObject({ field: 'decisions.outcome' });
  });

  it('says which option was chosen, as its count does', async () => {
    await importCityFile(town.house, chosen(2), { demo: false });
    const { rows } = await town.database.outer.query(
      `select s.holds, o.position, e.content ->> 'holds' as said
       from decision_statement s join decision d on d.id = s.decision_id
       join journal_entry e on e.subject_id = d.id and e.kind = 'decision.written-down'
       left join decision_option o on o.id = s.option_id where d.process ->> 'key' = 'approval'`,
    );
    expect(rows).toEqual([{ holds: true, position: 2, said: 'true' }]);
  });
});
