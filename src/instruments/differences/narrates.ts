import { listed } from '../../platform/i18n/names.ts';
import type { Happened, Narration } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';

type Key = Parameters<ReturnType<typeof words>>[0];

const href = ({ space, subject }: Happened) => `/partnerships/${space}/differences/${subject}`;

/** An outcome is told with who does not go along. */
function settled({ content, personal }: Happened): Key {
  if (Number(content.dissent ?? 0) === 0) return 'told.settled';
  return dissentersOf(personal).length > 0 ? 'told.settled.dissent' : 'told.settled.some';
}

function dissentersOf(personal: Happened['personal']): string[] {
  const named = personal?.dissenters;
  return Array.isArray(named) ? named.filter((one) => typeof one === 'string') : [];
}

const told = (key: (happened: Happened) => Key): Narration => ({
  href,
  say(locale, happened) {
    const t = words(locale);
    const { content, personal, partner, actor } = happened;
    const said = (name: string) => (typeof personal?.[name] === 'string' ? (personal[name] as string) : '');
    return t(key(happened), {
      who: partner || actor || t('somebody'),
      by: actor || t('somebody'),
      title: said('title') || t('untitled'),
      text: said('text') || t('untold'),
      agree: Number(content.agree ?? 0),
      dissent: Number(content.dissent ?? 0),
      names: listed(dissentersOf(personal), locale),
    });
  },
});

export const narrates: Readonly<Record<string, Narration>> = {
  'difference.begun': told(() => 'told.begun'),
  'difference.option-added': told(() => 'told.option'),
  'difference.criterion-added': told(() => 'told.criterion'),
  'difference.weighed': told(() => 'told.weighed'),
  'difference.proposed': told(() => 'told.proposed'),
  'difference.answered': told(({ content }) =>
    content.yes
      ? content.recorded
        ? 'told.yes.recorded'
        : 'told.yes'
      : content.recorded
        ? 'told.no.recorded'
        : 'told.no',
  ),
  'difference.settled': { ...told(settled), marked: true },
  'difference.looked': told(() => 'told.looked'),
};
