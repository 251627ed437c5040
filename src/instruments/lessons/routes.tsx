import { findLesson } from '../../guide/lessons.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound, Refusal, refuseAll } from '../../platform/http/problems.ts';
import { administrator, anyone, get, post, type Route } from '../../platform/http/route.ts';
import { readLocalised } from '../../platform/i18n/localised.ts';
import { isId } from '../../platform/id.ts';
import type { FormState } from '../../ui/form-state.ts';
import { addTraining, cancelTraining, changeTraining, loadToCome, restoreTraining } from './actions.ts';
import { calendarFile } from './exports.ts';
import { words } from './messages/index.ts';
import { cancellationForm, readWhen, titleOf, trainingForm, typedTraining } from './rules.ts';
import { findTraining, listNearest, listTrainings, type Training } from './store.ts';
import { LessonPage } from './views/lesson.tsx';
import { LessonsPage } from './views/lessons.tsx';
import { TrainingFormPage } from './views/training-form.tsx';
import { TrainingPage, TrainingsPage } from './views/trainings.tsx';

/** Beside lessons: the page of sessions has them all. */
const mostBeside = 3;

export function routes(house: House): Route[] {
  async function lessons(page: Page): Promise<Response> {
    const nearest = await page.read((tx) => listNearest(tx, mostBeside));
    return page.html(<LessonsPage page={page} nearest={nearest} />);
  }

  async function lesson(page: Page): Promise<Response> {
    const found = findLesson(page.param('lesson'));
    if (!found) throw new NotFound();
    const nearest = await page.read((tx) => listNearest(tx, mostBeside, found.id));
    return page.html(<LessonPage page={page} lesson={found} nearest={nearest} />);
  }

  async function list(page: Page): Promise<Response> {
    const trainings = await page.read((tx) => listTrainings(tx, page.key('after')));
    return page.html(<TrainingsPage page={page} trainings={trainings} />);
  }

  async function load(page: Page): Promise<Training> {
    const id = page.param('id');
    const training = isId(id) ? await page.read((tx) => findTraining(tx, id)) : undefined;
    if (!training) throw new NotFound();
    return training;
  }

  async function onePage(page: Page, form?: FormState) {
    const training = await load(page);
    return <TrainingPage page={page} training={training} {...(form && { form })} />;
  }

  async function calendar(page: Page): Promise<Response> {
    const training = await load(page);
    const href = `${house.config.url}/training/${training.id}`;
    const file = calendarFile({
      id: training.id,
      host: new URL(house.config.url).hostname,
      revision: training.revision,
      now: page.now,
      begins: training.begins_at,
      ends: training.ends_at,
      title: titleOf(training, page.locale),
      about: page.text(training.coming),
      place: training.place,
      href,
      cancelled: training.cancelled_at !== null,
    });
    return page.body(file, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="session.ics"',
    });
  }

  async function formPage(page: Page, training?: Training, form?: FormState) {
    // Its example of a day is one ahead.
    await page.read(async (tx) => tx.now);
    return <TrainingFormPage page={page} {...(training && { training })} {...(form && { form })} />;
  }

  async function toCome(page: Page): Promise<Training> {
    const id = page.param('id');
    if (!isId(id)) throw new NotFound();
    return page.read((tx) => loadToCome(tx, id));
  }

  async function save(page: Page, training?: Training): Promise<Response> {
    const t = words(page.locale);
    const locales = page.languages;
    const { space, timeZone } = page.city;
    return page.submit(trainingForm(locales), {
      say: t,
      again: (form) => formPage(page, training, form),
      ...(training && {
        stands: {
          of: ['training', training.id],
          typed: async (tx) =>
            typedTraining((await findTraining(tx, training.id)) ?? training, {
              locales,
              locale: page.locale,
              timeZone,
            }),
        },
      }),
      act: async (tx, input) => {
        const when = readWhen(input, tx.now, timeZone);
        if ('wrong' in when) {
          refuseAll(when.wrong.map(({ key, field }) => new Refusal(key, field)));
          throw new NotFound();
        }
        const fields = {
          lessons: input.lessons,
          begins_at: when.begins,
          ends_at: when.ends,
          place: input.place,
          languages: input.languages,
          coming: readLocalised(input, 'coming', locales),
          seats: input.seats,
        };
        if (training) await changeTraining(tx, space, training.id, fields);
        const id = training?.id ?? (await addTraining(tx, space, fields));
        return { to: `/training/${id}`, told: t(training ? 'told.changed' : 'told.added') };
      },
    });
  }

  async function cancel(page: Page): Promise<Response> {
    const { id } = await toCome(page);
    const t = words(page.locale);
    return page.submit(cancellationForm, {
      say: t,
      again: (form) => onePage(page, form),
      act: async (tx, { reason }) => {
        await cancelTraining(tx, page.city.space, id, { reason, locale: page.locale });
        return { to: `/training/${id}`, told: t('told.cancelled') };
      },
    });
  }

  async function restore(page: Page): Promise<Response> {
    const { id } = await toCome(page);
    const t = words(page.locale);
    return page.press({
      say: t,
      again: (form) => onePage(page, form),
      act: async (tx) => {
        await restoreTraining(tx, page.city.space, id);
        return { to: `/training/${id}`, told: t('told.restored') };
      },
    });
  }

  return [
    get('/guide/lessons', anyone, lessons),
    get('/guide/lessons/:lesson', anyone, lesson),
    get('/training', anyone, list),
    get('/training/new', administrator, async (page) => page.html(await formPage(page))),
    post('/training', administrator, (page) => save(page)),
    get('/training/:id', anyone, async (page) => page.html(await onePage(page))),
    get('/training/:id/session.ics', anyone, calendar),
    get('/training/:id/edit', administrator, async (page) =>
      page.html(await formPage(page, await toCome(page))),
    ),
    post('/training/:id/edit', administrator, async (page) => save(page, await toCome(page))),
    post('/training/:id/cancellation', administrator, cancel),
    post('/training/:id/return', administrator, restore),
  ];
}
