import type { TestTown } from '../../testing.ts';
import type { FoundedPartnership } from '../partnerships/testing.ts';
import { idOf, send } from '../transition/testing.ts';

/** For the matrix: a proposal that waits for words, something that the first partner takes on, and thanks. */
export async function settleMovingOn(
  town: TestTown,
  founded: FoundedPartnership,
): Promise<Record<string, string>> {
  const [first, second] = founded.partners as unknown as { id: string; lead: string }[];
  const at = `/partnerships/${founded.id}/moving-on`;
  await send(town, `${at}/proposals`, { choice: 'close', text: 'It is done' }, founded.facilitator);
  const proposal = await idOf(town, 'consent_proposal', founded.id, `kind = 'moving-on'`);
  const item = { kind: 'data', what: 'List of addresses', taker: first!.id };
  await send(town, `${at}/items`, item, second!.lead);
  await send(town, `${at}/thanks`, { [`to-${first!.id}`]: 'For the soup' }, second!.lead);
  return { ending: proposal, item: await idOf(town, 'moving_on_item', founded.id) };
}
