import { facts, inline, list, page } from '../../platform/carrying/markdown.ts';
import { allParts } from '../../platform/database/part.ts';
import type { Exporting } from '../../platform/instrument.ts';
import { words } from './messages/index.ts';
import { listAllDone, listOpen, type ToDo } from './store.ts';
import { ownerWords } from './views/to-dos.tsx';

/** What is to be done, the earliest day first, and what was done. */
export const exporting: Exporting = async (_house, tx, partnership, reader) => {
  const t = words(reader.locale);
  const open = await allParts((after) => listOpen(tx, partnership, after));
  const done = await allParts((after) => listAllDone(tx, partnership, after));
  if (open.length + done.length === 0) return [];
  const line = (toDo: ToDo, when: string) => facts(inline(toDo.text), inline(ownerWords(reader, toDo)), when);
  const text = page(
    `# ${t('title')}`,
    open.length === 0 && t('empty'),
    list(open.map((toDo) => line(toDo, t('found.due', { day: reader.day(toDo.due) })))),
    done.length > 0 && `## ${t('done')}`,
    list(
      done.map((toDo) =>
        line(
          toDo,
          t(toDo.doneBy ? 'doneOn' : 'doneOn.somebody', {
            by: inline(toDo.doneBy ?? ''),
            day: reader.day(toDo.doneAt!),
          }),
        ),
      ),
    ),
  );
  return [{ path: 'to-dos.md', text }];
};
