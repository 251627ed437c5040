import { names } from '../../platform/carrying/format.ts';
import type { Gathered } from '../../platform/carrying/gather.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import { withFormerNames } from '../../platform/personal/former.ts';
import { words } from './messages/index.ts';

/** What a file says of itself to whoever opens it: what it is, from where, and by what it can be checked. */
export function readmeOf({ content, sheets }: Gathered, place: { locale: Locale; timeZone: string }): string {
  const t = words(place.locale);
  const { partnership, from, made, program, holds, heads } = content;
  const lines = [
    `# ${t('readme.title', { name: partnership.name })}`,
    t('readme.from', { ...from, day: writeDate(new Date(made), 'long', place), program }),
    t(`readme.${holds}`),
    `## ${t('readme.read')}`,
    sheets.map(({ path }) => `- [${path}](${path})`).join('\n'),
    `## ${t('readme.programs')}`,
    [
      `- \`${names.content}\`: ${t('readme.content')}`,
      `- \`${names.journal}\`: ${t('readme.journal')}`,
      `- \`${names.manifest}\`: ${t('readme.manifest')}`,
    ].join('\n'),
    `## ${t('readme.heads')}`,
    t('readme.heads.about'),
    Object.entries(heads)
      .map(([space, head]) => `    ${space}:${head}`)
      .join('\n'),
  ];
  return withFormerNames(`${lines.join('\n\n')}\n`, place.locale);
}
