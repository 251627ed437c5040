import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { askedRoutes } from './routes/asked.tsx';
import { lossRoutes } from './routes/losses.tsx';
import { ownPages, ownRoutes } from './routes/own.tsx';
import { passkeyRoutes } from './routes/passkeys.tsx';
import { requiredRoutes } from './routes/required.tsx';

export function routes(house: House): Route[] {
  const pages = ownPages(house);
  return [
    ...askedRoutes(house),
    ...ownRoutes(house, pages),
    ...passkeyRoutes(house, pages),
    ...requiredRoutes(house),
    ...lossRoutes(house),
  ];
}
