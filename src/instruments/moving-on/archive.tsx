import type { VNode } from 'preact';
import { loadStanding, type Standing } from '../../mechanisms/living-document/standing.ts';
import { findDocument, listDocuments } from '../../mechanisms/living-document/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { loadPartnership } from '../partnerships/actions.ts';
import { listFacilitators } from '../partnerships/store.ts';
import { readChapter } from '../timeline/actions.ts';
import { loadMovingOn } from './actions.ts';
import { listItems, listPartnersEver } from './store.ts';
import { ArchivePage } from './views/archive.tsx';

/** What is read first of a partnership that has ended. */
export async function archive(house: House, page: Page, tx: Tx, partnership: string): Promise<VNode> {
  const { partnership: about } = await loadPartnership(tx, partnership);
  const moving = await loadMovingOn(tx, partnership);
  const learntId = (moving.learnt.find(({ agreedAt }) => agreedAt) ?? moving.learnt[0])?.id;
  const document = learntId ? await findDocument(tx, partnership, learntId) : undefined;
  const learnt: Standing | undefined = document && (await loadStanding(tx, document));
  return (
    <ArchivePage
      page={page}
      about={about}
      moving={moving}
      learnt={learnt}
      partners={await listPartnersEver(tx, partnership)}
      facilitators={await listFacilitators(tx, partnership)}
      items={await listItems(tx, partnership)}
      texts={await listDocuments(tx, partnership, undefined)}
      told={await readChapter(tx, house, page, { partnership, tour: true, entry: '', moment: '' })}
    />
  );
}
