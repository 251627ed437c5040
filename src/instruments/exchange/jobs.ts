import type { House } from '../../platform/house.ts';
import { deleteOldUploads } from './store.ts';

/** Tables that were sent for a dry run and never brought in are forgotten after a day. */
export async function forgetUploads(house: House): Promise<void> {
  await house.database.system(deleteOldUploads);
}
