import { z } from 'zod';
import type { Doing } from '../../../mechanisms/request/actions.ts';
import { type Act, acts, actsOpenTo, belongsToSide, isClosed } from '../../../mechanisms/request/rules.ts';
import { write } from '../../../mechanisms/request/written.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { House } from '../../../platform/house.ts';
import { emptyForm } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { readDay } from '../../../platform/i18n/dates.ts';
import { dayOf, workingDaysBetween } from '../../../platform/working-days.ts';
import { findContactAway } from '../../directory/store/reading.ts';
import { chooseOpenness, doAct, keepWithAccount, ratePreparation } from '../actions/answers.ts';
import { reportAbuse } from '../actions/oversight.ts';
import { words } from '../messages/index.ts';
import { complaintAbout, hadItUntil } from '../rules.ts';
import { findPrivate } from '../store/briefs.ts';
import { findGoal, findRating, listConsent } from '../store/requests.ts';
import { findUnitBySlug, listForwardUnits, listUnits } from '../store/units.ts';
import { ActPage, type Doable } from '../views/act.tsx';
import { MeanwhilePage } from '../views/meanwhile.tsx';
import { ReportPage } from '../views/report.tsx';
import { RequestPage } from '../views/request.tsx';
import type { RequestView } from '../views/request-view.ts';
import { dateWords, exampleDay, nameOf } from '../views/said.tsx';
import { AnsweredPage } from '../views/told.tsx';
import { type Door, doorOf, enter, whatCameBetween } from './door.ts';

const longest = 8_000;
const text = z.string().max(longest, 'text.long').optional();
const actForm = z.object({
  note: text,
  wouldChange: text,
  meeting: text,
  doneBy: z.string().max(40, 'text.long').optional(),
  to: z.string().max(200).optional(),
  back: z.string().max(200).optional(),
});
const ratingForm = z.object({
  step: z.enum(['1', '2', '3'], 'prepared.choose'),
  hint: z.string().max(1_000, 'text.long').optional(),
});
const opennessForm = z.object({ choice: z.enum(['public', 'private']) });
const reportForm = z.object({ reason: z.string().trim().min(1, 'report.reason').max(4_000, 'text.long') });

async function load(page: Page, door: Door): Promise<RequestView> {
  return page.read(async (tx) => viewOf(tx, page, door), door.scope);
}

async function viewOf(tx: Tx, page: Page, door: Door): Promise<RequestView> {
  const entered = await enter(tx, door);
  const { request, acts: done } = entered;
  const consent = await listConsent(tx, door.id);
  const said = (side: 'asker' | 'unit') => consent.findLast((one) => one.side === side)?.choice === 'public';
  const today = dayOf(tx.now, page.city.timeZone);
  const late = request.due !== null && today > request.due;
  return {
    ...entered,
    units: await listUnits(tx, [request.unit, request.askerOrganisation, ...done.map((act) => act.unit)]),
    goal: request.goal ? await findGoal(tx, request.goal) : undefined,
    rating: await findRating(tx, door.id),
    open: { asker: said('asker'), unit: said('unit') },
    away: request.unit ? await findContactAway(tx, request.unit, today) : undefined,
    thoughts: entered.side === 'asker' ? await findPrivate(tx, door.id) : undefined,
    daysLeft:
      request.due === null
        ? null
        : late
          ? -Math.max(1, workingDaysBetween(request.due, today, page.city))
          : workingDaysBetween(today, request.due, page.city),
    mayKeep: door.through === 'follow' && page.person !== null && page.person.kind !== 'guest',
  };
}

function doableOf(page: Page): Doable {
  const act = page.param('act');
  if (act === 'meeting') return act;
  if (act === 'sent' || !(acts as readonly string[]).includes(act)) throw new NotFound();
  return act as Doable;
}

/** Suggesting a meeting is asking back. */
function realOf(act: Doable): Act {
  return act === 'meeting' ? 'asked-back' : act;
}

function isOpen(view: RequestView, act: Doable): boolean {
  const real = realOf(act);
  return view.side !== 'observer' && actsOpenTo(view.request.state, view.side).includes(real);
}

function unitsFor(page: Page, wide: boolean) {
  return page.read((tx) => listForwardUnits(tx, page.locale, wide));
}

export function requestHandlers(house: House) {
  async function show(page: Page): Promise<Response> {
    return page.html(<RequestPage page={page} view={await load(page, doorOf(house, page))} />);
  }

  async function actPage(page: Page): Promise<Response> {
    const act = doableOf(page);
    const door = doorOf(house, page);
    const view = await load(page, door);
    // The other side was faster: the request itself says how it stands now.
    if (!isOpen(view, act)) return page.redirect(door.base);
    const wide = page.query('others') === 'yes';
    const units = act === 'forwarded' ? await unitsFor(page, wide) : [];
    return page.html(<ActPage page={page} view={view} act={act} units={units} wide={wide} />);
  }

  /** One act; where somebody else was faster, what was typed is shown once more instead of being lost. */
  async function act(page: Page): Promise<Response> {
    const doable = doableOf(page);
    const door = doorOf(house, page);
    try {
      return await actThrough(page, doable, door);
    } catch (error) {
      const couldBe = error instanceof NotFound && belongsToSide('unit', realOf(doable));
      if (!couldBe || (await page.ledBefore()) !== undefined) throw error;
      const meanwhile = await page.read((tx) => whatCameBetween(tx, door), door.scope);
      if (!meanwhile) throw error;
      const { values } = await page.submitted();
      return page.html(<MeanwhilePage page={page} meanwhile={meanwhile} act={doable} values={values} />, 409);
    }
  }

  async function actThrough(page: Page, doable: Doable, door: Door): Promise<Response> {
    const t = words(page.locale);
    const view = await load(page, door);
    if (view.side === 'observer' || !belongsToSide(view.side, realOf(doable))) throw new NotFound();
    const side = view.side;
    return page.submit(actForm, {
      say: t,
      as: door.scope,
      // A forward lets another unit into the space; nothing else opens it.
      opening: () => (doable === 'forwarded' ? { grant: [door.id] } : {}),
      again: async (form) => {
        const wide = form.values.others === 'yes';
        const units = doable === 'forwarded' ? await unitsFor(page, wide) : [];
        const again = await load(page, door);
        return <ActPage page={page} view={again} act={doable} units={units} wide={wide} form={form} />;
      },
      act: async (tx, input) => {
        // Once more inside: the door may have closed since the page was read.
        const { name } = await enter(tx, door);
        const doing = await readDoing(tx, page, doable, input);
        const had = doing.to && hadItUntil(view.acts).get(doing.to.unit);
        if (had && input.back !== input.to) {
          const unit = nameOf(view.units.get(doing.to?.unit ?? ''), page);
          throw new Refusal('forward.back', 'to', { unit, day: dateWords(had, page) });
        }
        const { state } = await doAct(tx, door.id, doing, name, page.city);
        const gone = doable === 'forwarded' || (door.through === 'answer' && isClosed(state));
        const told = t(`told.${doable}.${side}` as 'told.accepted.unit');
        if (gone && door.through === 'answer') return { to: '/links/answered', told };
        return { to: gone ? '/requests' : door.base, told };
      },
    });
  }

  async function chooseOpen(page: Page): Promise<Response> {
    const t = words(page.locale);
    const door = doorOf(house, page);
    const view = await load(page, door);
    return page.submit(opennessForm, {
      say: t,
      as: door.scope,
      again: () => <RequestPage page={page} view={view} />,
      act: async (tx, { choice }) => {
        await enter(tx, door);
        await chooseOpenness(tx, door.id, choice);
        return { to: door.base, told: t(`open.told.${choice}`) };
      },
    });
  }

  async function rate(page: Page): Promise<Response> {
    const t = words(page.locale);
    const door = doorOf(house, page);
    const view = await load(page, door);
    return page.submit(ratingForm, {
      say: t,
      as: door.scope,
      again: (form) => <RequestPage page={page} view={view} form={form} />,
      act: async (tx, { step, hint }) => {
        await enter(tx, door);
        await ratePreparation(tx, door.id, { step: Number(step), hint: hint?.trim() ?? '' });
        return { to: door.base, told: t('prepared.told') };
      },
    });
  }

  /** Somebody who came by the asker's link is signed in: from now on it is on their desk. */
  async function keep(page: Page): Promise<Response> {
    const t = words(page.locale);
    const door = doorOf(house, page);
    const view = await load(page, door);
    if (!view.mayKeep) throw new NotFound();
    return page.press({
      say: t,
      again: () => <RequestPage page={page} view={view} />,
      opening: () => ({ grant: [door.id] }),
      act: async (tx) => {
        await keepWithAccount(tx, door.id);
        return { to: `/requests/${door.id}`, told: t('keep.told') };
      },
    });
  }

  async function reportPage(page: Page): Promise<Response> {
    const door = doorOf(house, page);
    const view = await load(page, door);
    return page.html(
      <ReportPage
        page={page}
        action={`${door.base}/report`}
        back={door.base}
        about={view.request.title}
        form={emptyForm}
      />,
    );
  }

  async function report(page: Page): Promise<Response> {
    const t = words(page.locale);
    const door = doorOf(house, page);
    const view = await load(page, door);
    await house.accounts.limits.count('write', `report ${page.visitor}`);
    return page.submit(reportForm, {
      say: t,
      as: door.scope,
      opening: () => ({ grant: [page.city.space] }),
      again: (form) => (
        <ReportPage
          page={page}
          action={`${door.base}/report`}
          back={door.base}
          about={view.request.title}
          form={form}
        />
      ),
      act: async (tx, { reason }) => {
        await reportAbuse(tx, page.city.space, { about: 'request', number: view.request.number, reason });
        return { to: door.base, told: t('report.told') };
      },
    });
  }

  return { show, actPage, act, chooseOpen, rate, keep, reportPage, report, answered };
}

/** After the last act by a link from a mail: its request is no longer there for it. */
function answered(page: Page): Response | Promise<Response> {
  return page.html(<AnsweredPage page={page} />);
}

async function readDoing(
  tx: Tx,
  page: Page,
  doable: Doable,
  input: z.output<typeof actForm>,
): Promise<Doing> {
  const { note, wouldChange, meeting, doneBy, to } = input;
  const language = page.locale;
  const doing: Doing = { act: doable === 'meeting' ? 'asked-back' : doable, note: write(note, language) };
  if (doable === 'meeting') {
    if (!meeting?.trim()) throw new Refusal('meet.missing', 'meeting');
    doing.meeting = write(meeting, language);
    if (!note?.trim()) doing.note = write(words(page.locale)('meet.note'), language);
  }
  if (doable === 'declined') doing.wouldChange = write(wouldChange, language);
  if (doneBy?.trim() && (doable === 'accepted' || doable === 'countered')) {
    const today = dayOf(tx.now, page.city.timeZone);
    const day = readDay(doneBy, today);
    const wrong = complaintAbout(day, today);
    if (wrong) throw new Refusal(wrong, 'doneBy', { day: exampleDay(page) });
    doing.doneBy = day ?? null;
  }
  if (doable === 'forwarded' && to) {
    const unit = await findUnitBySlug(tx, to);
    if (unit) doing.to = { unit: unit.id, replyDays: unit.reply_days };
  }
  return doing;
}
