import { isToCount } from '../../../mechanisms/decision/stages.ts';
import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { type DecisionView, settleEnded } from '../actions.ts';

/**
 * What a page reads of a decision. Where it is over and the house has not counted it yet, that is done first: whoever
 * comes in the minute between finds it as it stands from then on.
 */
export async function readCounted<View>(
  { database, log }: Pick<House, 'database' | 'log'>,
  page: Page,
  read: () => Promise<View>,
  at: (view: View) => DecisionView,
): Promise<View> {
  const view = await read();
  if (!isToCount(at(view).decision, page.now)) return view;
  try {
    await settleEnded({ database }, page.param('decision'));
  } catch (error) {
    // The page is theirs to see all the same; the house tries again each minute.
    log.warn({ err: error }, 'a decision was not counted for its page');
    return view;
  }
  return read();
}
