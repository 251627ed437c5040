import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { insideRoutes } from './routes/inside.tsx';
import { openRoutes } from './routes/open.tsx';

export const routes = (house: House): Route[] => [...insideRoutes(house), ...openRoutes(house)];
