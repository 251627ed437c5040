import type { Locale } from '../../platform/i18n/locale.ts';
import type { Happened, Narration } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

/** How the entries of a room that asks the same questions everywhere read. `name` is its kind and its address. */
export function narrationsOf(name: string, title: (locale: Locale) => string): Record<string, Narration> {
  const told = (key: Key | ((happened: Happened) => Key)): Narration => ({
    say: (locale, happened) => {
      const t = words(locale);
      return t(typeof key === 'string' ? key : key(happened), {
        title: title(locale),
        actor: happened.actor || t('somebody'),
        partner: happened.partner || t('some-partner'),
      });
    },
    href: ({ space, subject }) => `/partnerships/${space}/${name}/${subject}`,
  });
  return {
    [`${name}.asked`]: told('told.asked'),
    [`${name}.asked-also`]: told('told.asked-also'),
    [`${name}.sealed`]: told(({ content }) =>
      content.onBehalf ? 'told.sealed-for' : content.late ? 'told.sealed-late' : 'told.sealed',
    ),
    [`${name}.taken-back`]: told('told.taken-back'),
    [`${name}.extended`]: told('told.extended'),
    [`${name}.withdrawn`]: told('told.withdrawn'),
    [`${name}.revealed`]: told('told.revealed'),
  };
}
