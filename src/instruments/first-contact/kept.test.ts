import { expect, it } from 'vitest';
import { forgetOld } from '../../platform/housekeeping.ts';
import { act, inSettledTown, sendAsGuest, town } from './testing.ts';

inSettledTown();

it('who asked without an account is erased a year after all that they asked came to an end', async () => {
  const { id } = await sendAsGuest(town, 'streets');
  const { rows } = await town.database.outer.query(
    `select p.id from person p join request r on r.asker_person = p.id where r.id = $1`,
    [id],
  );
  const [asker] = rows;
  const isThere = async (days: number): Promise<boolean> => {
    await town.moveTime(`${days} days`);
    await forgetOld(town.house);
    const found = await town.database.outer.query('select from person where id = $1', [asker.id]);
    return found.rowCount === 1;
  };
  expect(await isThere(400), 'nobody has answered yet').toBe(true);
  const declined = await act(id, 'declined', { note: 'Two bus lines.', wouldChange: 'A Sunday.' });
  expect(declined.status, declined.html).toBe(303);
  expect(await isThere(364)).toBe(true);
  expect(await isThere(2)).toBe(false);
});
