import type { Locale } from '../../platform/i18n/locale.ts';
import type { Happened, Narration } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

const href = ({ space, subject }: Happened) => `/partnerships/${space}/texts/${subject}`;

/** One sentence about an entry: who did it (a partner, or a person who speaks for none), and with which text. */
const told = (kind: string): Narration => ({
  href,
  say(locale: Locale, { partner, actor, content, personal }) {
    const t = words(locale);
    const said = (name: string) => (typeof personal?.[name] === 'string' ? (personal[name] as string) : '');
    const yes = Number(content.yes ?? 0);
    const answered = `answered.${Number(content.notYet ?? 0) > 0 ? 'not-yet' : 'yes'}`;
    const key = kind === 'answered' ? `${answered}${content.recorded ? '.recorded' : ''}` : kind;
    return t(`told.${key}` as Key, {
      who: partner || actor || t('somebody'),
      title: said('title') || t('untitled'),
      by: actor || t('somebody'),
      heading: said('heading') || t('untitled'),
      n: yes,
      edition: Number(content.edition ?? 1),
    });
  },
});

const kinds = [
  'begun',
  'changed',
  'commented',
  'answered',
  'adopted',
  'agreed',
  'kept',
  'to-revisit',
  'block-removed',
  'block-restored',
];

export const narrates: Readonly<Record<string, Narration>> = Object.fromEntries(
  kinds.map((kind) => [`text.${kind}`, { ...told(kind), ...(kind === 'agreed' && { marked: true }) }]),
);
