import type { House } from '../../platform/house.ts';
import { isAdministered } from './store.ts';

const purpose = 'first-administrator';

/** The code with which the first administrator comes in, or undefined once somebody administers the city. */
export async function firstAdministratorCode(house: House): Promise<string | undefined> {
  const { space } = await house.city.get();
  const taken = await house.database.system((tx) => isAdministered(tx, space));
  return taken ? undefined : house.links.code(purpose, space);
}

export function isFirstAdministratorCode(house: House, code: string, space: string): boolean {
  return house.links.isCode(code, purpose, space);
}
