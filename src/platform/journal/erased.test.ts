import { expect, it } from 'vitest';
import { openTestTown } from '../../testing.ts';
import { locales } from '../i18n/locale.ts';
import { narrate, narratedKinds } from './happened.ts';

it('a sentence about what was erased is still a sentence, in every room and language', async () => {
  const town = await openTestTown();
  const erased = { id: '', space: '', subject: null, at: new Date(), personal: null, actor: '', partner: '' };
  for (const locale of locales)
    for (const kind of narratedKinds(town.house)) {
      const said = narrate(
        town.house,
        locale,
        { ...erased, kind, content: { day: '2026-01-01' } },
        { guide: [] },
      );
      expect(`${kind}: ${said?.sentence}`).not.toMatch(/“”|„“|: $|: \s|\s\s|: undefined/);
    }
  await town.close();
});
