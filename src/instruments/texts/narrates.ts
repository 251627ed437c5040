import type { Locale } from '../../platform/i18n/locale.ts';
import type { Happened, Narration } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

const href = ({ space, subject }: Happened) => `/partnerships/${space}/texts/${subject}`;

/** What was said: a yes to all, or what is missing; in words of their own where all of it was about leaving out. */
function answered({ yes = 0, notYet = 0, leave = 0, keep = 0, recorded }: Happened['content']): string {
  const said =
    Number(notYet) > 0 ? (keep === notYet ? 'keep' : 'not-yet') : yes && leave === yes ? 'leave' : 'yes';
  return `answered.${said}${recorded ? '.recorded' : ''}`;
}

/** What a decision brought about is told as that. */
const decided: Readonly<Record<string, string>> = {
  adopted: 'adopted.decided',
  'adopted-out': 'adopted-out.decided',
  kept: 'kept.decided',
};

/** Versions without words: to leave the section out. */
const out: Readonly<Record<string, string>> = { changed: 'proposed-out', adopted: 'adopted-out' };

/** What the house is to notice itself has no words of somebody's. */
function ownOf(kind: string, { as }: Happened['content']): string | undefined {
  return kind.startsWith('occasion-') && (as === 'joined' || as === 'left') ? `${kind}.${as}` : undefined;
}

/** One sentence about an entry: who did it (a partner, or a person who speaks for none), and with which text. */
const told = (kind: string): Narration => ({
  href,
  say(locale: Locale, { partner, actor, content, personal }) {
    const t = words(locale);
    const said = (name: string) => (typeof personal?.[name] === 'string' ? (personal[name] as string) : '');
    const yes = Number(content.yes ?? 0);
    const own =
      kind === 'answered'
        ? answered(content)
        : content.out
          ? (out[kind] ?? kind)
          : (ownOf(kind, content) ?? kind);
    const key = content.decision ? (decided[own] ?? own) : own;
    return t(`told.${key}` as Key, {
      who: partner || actor || t('somebody'),
      title: said('title') || t('untitled'),
      by: actor || t('somebody'),
      heading: said('heading') || t('untitled'),
      n: yes,
      edition: Number(content.edition ?? 1),
      event: said('event') || t('untold'),
      joined: Number(content.joined ?? 0),
      gone: Number(content.gone ?? 0),
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
  'occasion-added',
  'occasion-removed',
  'happened',
  'happened-not',
  'noticed',
];

export const narrates: Readonly<Record<string, Narration>> = Object.fromEntries(
  kinds.map((kind) => [`text.${kind}`, { ...told(kind), ...(kind === 'agreed' && { marked: true }) }]),
);
