import { facts, inline, list, type Part, page } from '../../platform/carrying/markdown.ts';
import { sentence } from '../../platform/i18n/sentence.ts';
import type { Exporting, SheetReader } from '../../platform/instrument.ts';
import { dayOf } from '../../platform/working-days.ts';
import { heldIn } from './actions.ts';
import { words } from './messages/index.ts';
import { lossesOf } from './rules.ts';
import {
  type Election,
  type HolderRow,
  listElections,
  listHolders,
  listRelations,
  type Relation,
} from './store.ts';
import { endWords, handOverWords, holderName, seen, standing } from './views/parts.tsx';

/** Who holds each relation until when, who follows, and what would be lost if one left. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const relations = await listRelations(tx, partnership);
  const elections = standing(await listElections(tx, partnership));
  if (relations.length + elections.length === 0) return [];
  const ids = relations.map(({ id }) => id);
  const holders = (await listHolders(tx, ids)).filter(({ removedAt }) => !removedAt);
  const held = Map.groupBy(holders, ({ relation }) => relation);
  const dates = { elections, today: dayOf(tx.now, reader.timeZone) };
  const [worst] = lossesOf(relations.map((one) => heldIn(one, holders)));
  const text = page(
    `# ${t('title')}`,
    ...relations.flatMap((one) => partOn(one, held.get(one.id) ?? [], { reader, dates })),
    worst && `## ${t('losses')}`,
    worst &&
      (worst.alone > 0
        ? t('losses.worst', { name: inline(worst.holder.name), n: worst.alone, all: relations.length })
        : t('losses.none')),
    elections.length > 0 && `## ${t('elections')}`,
    list(
      elections.map(({ what, day }) =>
        facts(inline(what), reader.day(day), day < dates.today && t('elections.over')),
      ),
    ),
  );
  return [{ path: 'relations.md', text }];
};

type Known = { reader: SheetReader; dates: { elections: readonly Election[]; today: string } };

function partOn(relation: Relation, holders: readonly HolderRow[], { reader, dates }: Known): Part[] {
  const t = words(reader.locale);
  const { name, held, warning } = seen(relation, holders);
  return [
    `## ${inline(name)}`,
    warning ? t(`warning.${warning}.about`) : t('warning.none', { n: held.holders.length }),
    list(
      holders.map((holder) => {
        const role = holder.role && `(${inline(holder.roleTitle ?? '')})`;
        const follows = holder.successorPerson || holder.successorName;
        return facts(
          inline(t('holder', { name: holderName(reader, holder), department: holder.department })),
          holder.left && sentence(t('left'), reader.locale),
          endWords(reader, holder, dates).words,
          `${t('successor')}: ${follows ? inline(follows) : t('successor.none')}`,
          `${t('hand-over')}: ${[handOverWords(reader, holder), role].filter(Boolean).join(' ')}`,
        );
      }),
    ),
  ];
}
