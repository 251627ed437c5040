import type { Personal } from '../../platform/personal/declared.ts';
import { words } from './messages/index.ts';
import { sayings } from './rules.ts';

/** What applies stays said: it is the partnership's. */
export const personal: Personal = {
  of: 'partnerships',
  rows: [
    {
      table: 'provision_note',
      title: (locale) => words(locale)('personal.notes'),
      people: { by_person: 'former' },
      tells: { seen: { choice: 't.says', text: 't.words', reason: 't.allowed_by', at: 't.at' } },
    },
  ],
  reads: {
    provision_note: ({ choice, reason }, { locale }) => {
      const t = words(locale);
      const says = sayings.find((one) => one === choice);
      return {
        choice: says ? t(`note.${says}`) : t('history.taken-back'),
        ...(reason ? { reason: t('note.allowed', { by: String(reason) }) } : { reason: undefined }),
      };
    },
  },
};
