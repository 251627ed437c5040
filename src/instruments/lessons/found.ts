import { findLesson, lessonsIn } from '../../guide/lessons.ts';
import { writeDate } from '../../platform/i18n/dates.ts';
import { spoken } from '../../platform/i18n/localised.ts';
import type { Findable } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { lookForLessons, titleOf } from './rules.ts';
import { listTrainingsById } from './store.ts';

/** They are in no index: the guide has them in every language, and they are few. */
const lessons: Findable = {
  name: 'lessons',
  kinds: {},
  of: 'subjects',
  inside: false,
  order: 84,
  label: (locale) => words(locale)('title'),
  lookFor: async (_tx, { text, locale, most, skipped }) =>
    lookForLessons(text, locale).slice(skipped, skipped + most),
  load: async ({ locale }, _tx, ids) =>
    ids.flatMap((id) => {
      const lesson = findLesson(id);
      if (!lesson) return [];
      const { title, about, when, wrong } = lessonsIn(locale)[lesson.id];
      return [
        {
          id,
          href: `/guide/lessons/${id}`,
          title: { text: title },
          about: { text: about },
          texts: [{ text: when }, { text: wrong }],
        },
      ];
    }),
};

const trainings: Findable = {
  name: 'training',
  kinds: { training: 1 },
  of: 'subjects',
  inside: false,
  order: 86,
  label: (locale) => words(locale)('training'),
  load: async ({ locale, city }, tx, ids) =>
    (await listTrainingsById(tx, ids)).map((training) => ({
      id: training.id,
      href: `/training/${training.id}`,
      title: { text: titleOf(training, locale) },
      facts: [
        { text: writeDate(training.begins_at, 'moment', { locale, timeZone: city.timeZone }) },
        { text: training.place },
        ...(training.cancelled_at ? [{ text: words(locale)('cancelled') }] : []),
      ],
      texts: [spoken(training.coming, locale, city.defaultLocale)],
    })),
};

export const found: readonly Findable[] = [lessons, trainings];
