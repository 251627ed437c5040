import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { publicRoutes } from './routes/public.tsx';
import { responsibilityRoutes, tieRoutes } from './routes/responsibilities.tsx';
import { upkeepRoutes } from './routes/upkeep.tsx';

export function routes(house: House): Route[] {
  return [...publicRoutes(house), ...upkeepRoutes(house), ...responsibilityRoutes(), ...tieRoutes()];
}
