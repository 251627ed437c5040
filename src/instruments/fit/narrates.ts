import type { Happened, Narration } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

const told = (key: (happened: Happened) => Key): Narration => ({
  href: ({ space }) => `/partnerships/${space}/fit`,
  say(locale, happened) {
    const t = words(locale);
    const { content, personal, partner, actor } = happened;
    return t(key(happened), {
      who: partner || actor || t('somebody'),
      text: typeof personal?.text === 'string' ? personal.text : t('untold'),
      tensions: Number(content.tensions ?? 0),
      shared: Number(content.shared ?? 0),
    });
  },
});

export const narrates: Readonly<Record<string, Narration>> = {
  'fit.goal-added': told(() => 'told.goal'),
  'fit.rated': told(({ content }) => (content.first === false ? 'told.rated.again' : 'told.rated')),
  'fit.fell': told(() => 'told.fell'),
  'fit.talked': told(() => 'told.talked'),
};
