import { facts, inline, list, type Part, page, written } from '../../platform/carrying/markdown.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { listPartners } from '../partnerships/store.ts';
import { inUse, latestOf } from './actions.ts';
import { words } from './messages/index.ts';
import { listGoals, listSummaries, listTensions } from './store.ts';
import { fitWords } from './views/parts.tsx';

/** How the common goals fit each partner's, as far as all see it: what a partner rated stays with it. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const goals = inUse(await listGoals(tx, partnership));
  const summaries = await listSummaries(tx, partnership);
  if (goals.length + summaries.length === 0) return [];
  const partners = (await listPartners(tx, partnership)).filter(({ joinedAt }) => joinedAt);
  const called = (partner: string) => inline(partners.find(({ id }) => id === partner)?.name || t('gone'));
  const latest = latestOf(summaries, partners);
  const tensions = await listTensions(
    tx,
    latest.map(({ id }) => id),
  );
  const all = latest.reduce((sum, one) => sum + one.tensions, 0);
  const rated = (id: string, name: string) => {
    const one = latest.find(({ partner }) => partner === id);
    if (!one) return facts(inline(name), t('not-rated'));
    const tense = `${t('tensions.n')}: ${one.tensions}`;
    return facts(inline(name), fitWords(one, reader), tense, one.fell && t('fell'), reader.day(one.at));
  };
  const text = page(
    `# ${t('title')}`,
    goals.length > 0 && `## ${t('goals')}`,
    list(goals.map((goal) => inline(goal.text))),
    latest.length > 0 && `## ${t('summary')}`,
    latest.length > 0 && t('summary.about'),
    latest.length > 0 && list(partners.map(({ id, name }) => rated(id, name))),
    all > 0 && `## ${t('tensions')}`,
    all > 0 && t('tensions.about', { shared: tensions.length, all }),
    list(
      tensions.map(({ partner, goal, reason }) =>
        facts(called(partner), `${t('tension.with')} ${inline(goal)}`, inline(reason)),
      ),
    ),
    ...talksIn(summaries, called, reader),
  );
  return [{ path: 'fit.md', text }];
};

/** What came of talking where a fit had fallen. */
function talksIn(
  summaries: Awaited<ReturnType<typeof listSummaries>>,
  called: (partner: string) => string,
  reader: SheetReader,
): Part[] {
  const t = words(reader.locale);
  const talked = summaries.filter(({ talk }) => talk !== null);
  return [
    talked.length > 0 && `## ${t('talks')}`,
    ...talked.flatMap((one) => [
      `### ${called(one.partner)}`,
      facts(inline(one.talker ?? t('somebody')), one.talkedAt && reader.day(one.talkedAt)),
      written(one.talk!),
    ]),
  ];
}
