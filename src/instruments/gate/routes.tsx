import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { answering } from './routes/answering.tsx';
import { gateRoutes } from './routes/gates.tsx';
import { stating } from './routes/stating.tsx';

export const routes = (house: House): Route[] => [...gateRoutes(house), ...answering, ...stating];
