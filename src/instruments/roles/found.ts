import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listRolesById } from './store.ts';

export const found: Findable = {
  name: 'roles',
  kinds: { role: 1 },
  of: 'subjects',
  inside: true,
  order: 50,
  label: (locale) => words(locale)('title'),
  load: async (_reader, tx, ids) =>
    (await listRolesById(tx, ids)).map(({ id, partnership, title, lang, name, ...says }) => ({
      id,
      href: `/partnerships/${partnership}/roles/${id}`,
      title: { text: title, lang },
      texts: [says.purpose, says.domain, says.powers, says.duties, says.skills, says.learns].map((text) => ({
        text,
        lang,
      })),
      facts: [{ text: name }],
    })),
};
