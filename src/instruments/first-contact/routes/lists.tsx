import { z } from 'zod';
import type { House } from '../../../platform/house.ts';
import { emptyForm } from '../../../platform/http/form.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound, Refusal } from '../../../platform/http/problems.ts';
import { isId } from '../../../platform/id.ts';
import { dayOf } from '../../../platform/working-days.ts';
import { chooseLiaison, reportAbuse, settleReport } from '../actions/oversight.ts';
import { words } from '../messages/index.ts';
import { typedLiaison } from '../rules.ts';
import { findReport, listLateNotices, listReports } from '../store/oversight.ts';
import { findPublished } from '../store/publishing.ts';
import { listAskedBy, listClosedOfUnits, listOpenOfUnits, listPassedOn } from '../store/requests.ts';
import { findLiaison, findUnitBySlug, listOffices, listUnits } from '../store/units.ts';
import { InboxPage, laterLists } from '../views/inbox.tsx';
import { LatePage, LiaisonPage, ReportsPage } from '../views/oversight.tsx';
import { PublishedPage } from '../views/published.tsx';
import { ReportPage } from '../views/report.tsx';

const reportForm = z.object({ reason: z.string().trim().min(1, 'report.reason').max(4_000, 'text.long') });
const closingForm = z.object({
  closing: z.string().trim().min(1, 'reports.note.missing').max(2_000, 'text.long'),
  takeDown: z.enum(['yes']).optional(),
});
const liaisonForm = z.object({ unit: z.string().min(1, 'liaison.choose').max(200) });

/** After which one a list of the page goes on, if it does. */
function afterOf(page: Page): string | undefined {
  const id = page.query('after');
  return isId(id) ? id : undefined;
}

export function listHandlers(house: House) {
  /** What waits, what is with others, and what is behind: for the reader's units, and what they asked for themselves. */
  async function inbox(page: Page): Promise<Response> {
    const units = page.scope.organisations;
    const later = laterLists.find((list) => list === page.query('of'));
    const after = (list: (typeof laterLists)[number]) => (list === later ? afterOf(page) : undefined);
    const view = await page.read(async (tx) => {
      const open = await listOpenOfUnits(tx, units, after('open'));
      const closed = await listClosedOfUnits(tx, units, after('closed'));
      const asked = await listAskedBy(tx, page.person!.id, units, after('asked'));
      const passedOn = await listPassedOn(tx, units, after('passedOn'));
      const rows = [...open.shown, ...closed.shown, ...asked.shown];
      const known = await listUnits(tx, [
        ...rows.map((row) => row.unit),
        ...rows.map((row) => row.askerOrganisation),
        ...passedOn.shown.map((row) => row.unit),
      ]);
      return { open, closed, asked, passedOn, units: known, today: dayOf(tx.now, page.city.timeZone) };
    });
    return page.html(<InboxPage page={page} view={view} answers={units.length > 0} later={later} />);
  }

  async function late(page: Page): Promise<Response> {
    const view = await page.read(async (tx) => {
      const notices = await listLateNotices(tx, afterOf(page));
      return {
        notices,
        units: await listUnits(
          tx,
          notices.shown.map((notice) => notice.unit),
        ),
        today: dayOf(tx.now, page.city.timeZone),
      };
    });
    return page.html(<LatePage page={page} {...view} />);
  }

  const readReports = (page: Page) => page.read((tx) => listReports(tx, afterOf(page)));

  async function reports(page: Page): Promise<Response> {
    return page.html(<ReportsPage page={page} reports={await readReports(page)} />);
  }

  async function closeReport(page: Page): Promise<Response> {
    const t = words(page.locale);
    const id = page.param('id');
    const report = isId(id) ? await page.read((tx) => findReport(tx, id)) : undefined;
    if (!report) throw new NotFound();
    return page.submit(closingForm, {
      say: t,
      again: async (form) => (
        <ReportsPage page={page} reports={await readReports(page)} closing={id} form={form} />
      ),
      act: async (tx, input) => {
        await settleReport(tx, page.city.space, id, {
          closing: input.closing,
          takeDown: input.takeDown === 'yes',
        });
        return { to: '/reports', told: t('reports.told') };
      },
    });
  }

  async function loadPublished(page: Page) {
    const id = page.param('id');
    if (!isId(id)) throw new NotFound();
    return page.read(async (tx) => {
      const request = await findPublished(tx, id);
      if (!request) throw new NotFound();
      return { request, units: await listUnits(tx, [request.unit, request.askerOrganisation]) };
    });
  }

  async function published(page: Page): Promise<Response> {
    return page.html(<PublishedPage page={page} {...(await loadPublished(page))} />);
  }

  async function reportPublishedPage(page: Page): Promise<Response> {
    const { request } = await loadPublished(page);
    const back = `/answered/${request.id}`;
    return page.html(
      <ReportPage page={page} action={`${back}/report`} back={back} about={request.title} form={emptyForm} />,
    );
  }

  async function reportPublished(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { request } = await loadPublished(page);
    const back = `/answered/${request.id}`;
    await house.accounts.limits.count('write', `report ${page.visitor}`);
    return page.submit(reportForm, {
      say: t,
      opening: () => ({ grant: [page.city.space] }),
      again: (form) => (
        <ReportPage page={page} action={`${back}/report`} back={back} about={request.title} form={form} />
      ),
      act: async (tx, { reason }) => {
        await reportAbuse(tx, page.city.space, { about: 'published', published: request.id, reason });
        return { to: back, told: t('report.told') };
      },
    });
  }

  const loadLiaison = (page: Page) =>
    page.read(async (tx) => ({
      liaison: await findLiaison(tx),
      units: await listOffices(tx, page.locale),
    }));

  async function liaisonPage(page: Page): Promise<Response> {
    return page.html(<LiaisonPage page={page} {...(await loadLiaison(page))} />);
  }

  async function saveLiaison(page: Page): Promise<Response> {
    const t = words(page.locale);
    return page.submit(liaisonForm, {
      say: t,
      again: async (form) => <LiaisonPage page={page} {...(await loadLiaison(page))} form={form} />,
      stands: { of: ['city', page.city.id], typed: async (tx) => typedLiaison(await findLiaison(tx)) },
      act: async (tx, input) => {
        const unit = await findUnitBySlug(tx, input.unit);
        const offices = await listOffices(tx, page.locale);
        if (!unit || !offices.some(({ id }) => id === unit.id)) throw new Refusal('liaison.choose', 'unit');
        await chooseLiaison(tx, page.city.space, unit.id);
        return { to: '/settings/liaison', told: t('liaison.told') };
      },
    });
  }

  return {
    inbox,
    late,
    reports,
    closeReport,
    published,
    reportPublishedPage,
    reportPublished,
    liaisonPage,
    saveLiaison,
  };
}
