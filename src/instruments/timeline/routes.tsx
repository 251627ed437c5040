import type { KeptPicture } from '../../platform/files/files.ts';
import { type Picture, PictureProblem } from '../../platform/files/pictures.ts';
import { StoreAway } from '../../platform/files/store.ts';
import type { House } from '../../platform/house.ts';
import type { Values } from '../../platform/http/form.ts';
import type { Page } from '../../platform/http/page.ts';
import { get, participants, post, type Route } from '../../platform/http/route.ts';
import { dayOf } from '../../platform/working-days.ts';
import type { FormState } from '../../ui/form-state.ts';
import { loadPartnership } from '../partnerships/actions.ts';
import {
  addMoment,
  changeMoment,
  loadForChange,
  loadMoment,
  loadOwnMoment,
  readChapter,
  takeOutOrBack,
} from './actions.ts';
import { heldField, readHeld } from './held.ts';
import { words } from './messages/index.ts';
import { largestPicture, momentForm, type PictureState, typedMoment } from './rules.ts';
import { MomentPage, NewMomentPage } from './views/moment.tsx';
import { TimelinePage } from './views/timeline.tsx';

type Sent = {
  state: PictureState;
  picture?: Picture;
  /** The same once its bytes are kept, and the field of the form that says so. */
  kept?: KeptPicture;
  field?: string;
};

/** Bytes that come with a picture in its form: words, and what marks the parts. */
const besidePicture = 64 * 1024;

export function routes(house: House): Route[] {
  const base = '/partnerships/:id/timeline';
  const timelineOf = (page: Page) => `/partnerships/${page.param('id')}/timeline`;

  async function show(page: Page): Promise<Response> {
    const asked = {
      partnership: page.param('id'),
      tour: page.query('tour') === '1',
      entry: page.query('entry'),
      moment: page.query('moment'),
    };
    const view = await page.read(async (tx) => ({
      inside: await loadPartnership(tx, asked.partnership),
      chapter: await readChapter(tx, house, page, asked),
    }));
    return page.html(<TimelinePage page={page} {...view} asked={asked} />);
  }

  async function newMoment(page: Page, form?: FormState) {
    const inside = await page.read((tx) => loadForChange(tx, page.param('id')));
    return <NewMomentPage page={page} inside={inside} {...(form && { form })} />;
  }

  /** Before anything of the form is read: who may not add makes us draw no pictures. */
  async function add(page: Page): Promise<Response> {
    const today = await page.read(async (tx) => {
      await loadForChange(tx, page.param('id'));
      return dayOf(tx.now, page.city.timeZone);
    });
    return house.files.inTurn(async () => {
      // Sent once more: its picture waits no longer, and need not be drawn again.
      const before = await page.ledBefore();
      if (before) return page.redirect(before.to, before.told);
      const t = words(page.locale);
      const sent = await pictureFrom(page);
      const save = (brought: Sent) =>
        page.submit(momentForm(today, brought.state), {
          say: t,
          again: (form) => newMoment(page, withHeld(form, brought)),
          act: async (tx, input) => {
            const id = await addMoment(tx, page.param('id'), input, page.city.timeZone, brought.kept);
            return { to: `${timelineOf(page)}#${id}`, told: t('said.added') };
          },
        });
      const { picture } = sent;
      if (!picture) return save(sent);
      try {
        const { input } = await page.check(momentForm(today, sent.state), t);
        if (input) return await house.files.keep(picture, (kept) => save({ ...sent, kept }));
        const kept = await house.files.hold(picture);
        return save({ ...sent, kept, field: heldField(house.links, whose(page), kept) });
      } catch (error) {
        if (!(error instanceof StoreAway)) throw error;
        house.log.error({ err: error }, 'a picture cannot be kept');
        return save({ state: 'away' });
      }
    });
  }

  const whose = (page: Page) => ({ partnership: page.param('id'), person: page.person!.id });

  async function pictureFrom(page: Page): Promise<Sent> {
    const { files, values } = await page.submitted();
    const { picture } = files;
    // A browser sends a file without a byte where none was chosen.
    if (!picture || picture.length === 0) return heldFrom(page, values);
    if (picture.length > largestPicture) return { state: 'large' };
    try {
      return { state: 'new', picture: await house.files.readPicture(picture) };
    } catch (error) {
      if (error instanceof PictureProblem) return { state: error.fault };
      throw error;
    }
  }

  async function heldFrom(page: Page, { held, without }: Values): Promise<Sent> {
    if (typeof held !== 'string' || held === '' || without === 'yes') return { state: 'none' };
    const kept = readHeld(house.links, whose(page), held);
    return kept && (await house.files.waits(kept.id))
      ? { state: 'new', kept, field: held }
      : { state: 'gone' };
  }

  async function one(page: Page, form?: FormState) {
    const view = await page.read((tx) => loadOwnMoment(tx, page.param('id'), page.param('moment')));
    return <MomentPage page={page} {...view} {...(form && { form })} />;
  }

  async function change(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { today, hasPicture } = await page.read(async (tx) => {
      const { file } = (await loadOwnMoment(tx, page.param('id'), page.param('moment'))).moment;
      return { today: dayOf(tx.now, page.city.timeZone), hasPicture: file !== null };
    });
    return page.submit(momentForm(today, hasPicture ? 'there' : 'none'), {
      say: t,
      again: (form) => one(page, form),
      stands: {
        of: ['moment', page.param('moment')],
        typed: async (tx) => typedMoment(await loadMoment(tx, page.param('id'), page.param('moment'))),
      },
      act: async (tx, input) => {
        await changeMoment(tx, page.param('id'), page.param('moment'), input, page.city.timeZone);
        return { to: `${timelineOf(page)}#${page.param('moment')}`, told: t('said.changed') };
      },
    });
  }

  function marking(way: 'removed' | 'returned') {
    return (page: Page): Promise<Response> => {
      const t = words(page.locale);
      const there = `${timelineOf(page)}/${page.param('moment')}`;
      return page.press({
        say: t,
        again: (form) => one(page, form),
        act: async (tx) => {
          await takeOutOrBack(tx, page.param('id'), page.param('moment'), way);
          return way === 'removed' ? { to: there } : { to: timelineOf(page), told: t('said.returned') };
        },
      });
    };
  }

  return [
    get(base, participants, show),
    get(`${base}/new`, participants, async (page) => page.html(await newMoment(page))),
    post(base, participants, add, { maxBody: largestPicture + besidePicture }),
    get(`${base}/:moment`, participants, async (page) => page.html(await one(page))),
    post(`${base}/:moment`, participants, change),
    post(`${base}/:moment/removal`, participants, marking('removed')),
    post(`${base}/:moment/return`, participants, marking('returned')),
  ];
}

/** No browser fills in a file again: a good picture beside something amiss waits with us. */
function withHeld(form: FormState, { field }: Sent): FormState {
  return { ...form, values: { ...form.values, held: field ?? '' } };
}
