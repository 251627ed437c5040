import type { Room, Topic } from '../../mechanisms/discussion/room.ts';
import type { Page } from '../../platform/http/page.ts';
import { loadTopic } from './actions.ts';
import { words } from './messages/index.ts';
import { pathOf } from './views/parts.tsx';

/** Decisions are talked about, also once they are over. */
export const talk: Room = {
  name: 'decision',
  base: '/partnerships/:id/decisions/:decision',
  load: async (page, tx) => topicOf(page, await loadTopic(tx, page.param('id'), page.param('decision'))),
};

export function topicOf(page: Page, { inside, decision }: Awaited<ReturnType<typeof loadTopic>>): Topic {
  const { partnership } = inside;
  const home = pathOf(partnership.id);
  return {
    ...{ id: decision.id, partnership, title: decision.title, locale: decision.locale },
    ...{ path: `${home}/${decision.id}`, above: [{ href: home, label: words(page.locale)('title') }] },
    ...{ writes: inside.contributes, goesOn: !partnership.endedAt },
  };
}
