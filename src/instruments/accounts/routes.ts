import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { joiningRoutes } from './routes/joining.tsx';
import { ownRoutes } from './routes/own.tsx';
import { peopleRoutes } from './routes/people.tsx';
import { signingInRoutes } from './routes/signing-in.tsx';

export function routes(house: House): Route[] {
  return [...signingInRoutes(house), ...ownRoutes(house), ...peopleRoutes(house), ...joiningRoutes(house)];
}
