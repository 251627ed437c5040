import type { Tx } from '../../platform/database/database.ts';
import type { DeskItem, Reader } from '../../platform/instrument.ts';
import { endOfDay } from '../../platform/working-days.ts';
import { mayScreen } from './access.ts';
import { words } from './messages/index.ts';
import { openStep } from './rules.ts';
import { countHeld, listDrafts } from './store/briefs.ts';
import { countLookedAfter } from './store/oversight.ts';
import { type ListedRequest, listAskedOpen, listOpenOfUnits } from './store/requests.ts';
import { findLiaison, listUnits } from './store/units.ts';
import { askerOf } from './views/request-view.ts';
import { nameOf, titleOf } from './views/said.tsx';

/** What waits for somebody: answers they owe, questions to them, pages they began, and what they look after. */
export async function deskItems(page: Reader, tx: Tx): Promise<DeskItem[]> {
  if (!page.person) return [];
  const t = words(page.locale);
  const { scope } = page;
  const { shown: open } = await listOpenOfUnits(tx, scope.organisations);
  const asked = await listAskedOpen(tx, page.person.id, scope.organisations);
  const drafts = await listDrafts(tx, page.person.id);
  const units = await listUnits(
    tx,
    [...open, ...asked].flatMap((row) => [row.unit, row.askerOrganisation]),
  );
  const due = (row: ListedRequest) => (row.due ? endOfDay(row.due, page.city.timeZone) : null);
  const name = (row: ListedRequest) => askerOf(row, { units }, (unit) => page.text(unit.name));
  const mine = new Set(asked.map((row) => row.id));
  const items: DeskItem[] = [];
  for (const row of open) {
    if (mine.has(row.id) || (row.state !== 'with-unit' && row.state !== 'promised')) continue;
    const key = row.state === 'promised' ? 'desk.done' : 'desk.answer';
    items.push({
      href: `/requests/${row.id}`,
      title: t(key, { asker: name(row), title: titleOf(row, page) }),
      about: t(`${key}.about`, { n: row.number }),
      action: t(`${key}.do`),
      due: due(row),
    });
  }
  for (const row of asked) {
    if (row.state !== 'with-asker' && row.state !== 'countered' && row.state !== 'done') continue;
    const key = row.state === 'done' ? 'desk.confirm' : (`desk.${row.state}` as const);
    items.push({
      href: `/requests/${row.id}`,
      title: t(key, { unit: nameOf(units.get(row.unit ?? ''), page), title: titleOf(row, page) }),
      about: t('desk.asked.about', { n: row.number }),
      action: t(`${key}.do`),
      due: null,
    });
  }
  for (const draft of drafts) {
    items.push({
      href: `/briefs/${draft.id}`,
      title: t('desk.draft', { title: draft.content.title || t('sheet.untitled') }),
      about: t(openStep(draft.kind, draft.content, false) ? 'desk.draft.open' : 'desk.draft.ready'),
      action: t('desk.draft.do'),
      due: null,
    });
  }
  items.push(...(await lookedAfter(page, tx)));
  return items;
}

/** What the liaison desk and the administrators look after. */
async function lookedAfter(page: Reader, tx: Tx): Promise<DeskItem[]> {
  const t = words(page.locale);
  const items: DeskItem[] = [];
  if (page.scope.organisations.length > 0 && mayScreen(page.scope, (await findLiaison(tx))?.id)) {
    const held = await countHeld(tx);
    if (held > 0) {
      items.push({
        href: '/requests/held',
        title: t('desk.held', { n: held }),
        about: t('desk.held.about'),
        action: t('desk.held.do'),
        due: null,
      });
    }
  }
  if (page.scope.administers) {
    const { late, reports } = await countLookedAfter(tx);
    if (late > 0) {
      items.push({
        href: '/requests/late',
        title: t('desk.late', { n: late }),
        about: t('desk.late.about'),
        action: t('desk.late.do'),
        due: null,
      });
    }
    if (reports > 0) {
      items.push({
        href: '/reports',
        title: t('desk.reports', { n: reports }),
        about: t('desk.reports.about'),
        action: t('desk.reports.do'),
        due: null,
      });
    }
  }
  return items;
}
