import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { arrivingRoutes } from './routes/arriving.tsx';
import { settingsRoutes } from './routes/settings.tsx';

export function routes(house: House): Route[] {
  return [...settingsRoutes(house), ...arrivingRoutes(house)];
}
