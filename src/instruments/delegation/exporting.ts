import { facts, inline, labelled, list, page, written } from '../../platform/carrying/markdown.ts';
import { allParts } from '../../platform/database/part.ts';
import { writeMoney } from '../../platform/i18n/money.ts';
import type { Exporting } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { findHolding, listDecided, listRules } from './store.ts';
import { areaWords, whoDecides } from './wording.ts';

/** The rules that hold, and what was decided by them, newest first. */
export const exporting: Exporting = async (_house, tx, partnership, { locale, city, day }) => {
  const t = words(locale);
  const money = { locale, currency: city.currency };
  const holding = await findHolding(tx, partnership);
  if (!holding) return [];
  const rules = await listRules(tx, holding.id);
  const decided = await allParts((after) => listDecided(tx, partnership, after));
  return [
    {
      path: 'delegation.md',
      text: page(
        `# ${t('title')}`,
        facts(
          t('holding.since', { day: day(holding.adoptedAt!) }),
          holding.reviewOn && t('holding.review', { day: day(holding.reviewOn) }),
        ),
        list([
          ...rules.map((rule) => `${inline(areaWords(rule, money))}: ${inline(whoDecides(locale, rule))}`),
          `${t('else')}: ${t('who.all')}`,
        ]),
        ...(decided.length > 0 ? [`## ${t('decided')}`] : []),
        ...decided.flatMap((one) => [
          `### ${inline(one.title)}`,
          facts(
            t('decided.by', {
              name: one.byName ? inline(one.byName) : t('somebody'),
              role: inline(one.roleTitle ?? ''),
            }),
            day(one.at),
            one.amount !== null && writeMoney(one.amount, money),
          ),
          written(one.text),
          labelled(t('decided.why'), one.because),
        ]),
      ),
    },
  ];
};
