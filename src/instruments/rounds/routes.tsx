import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { answering } from './routes/answering.tsx';
import { askingRoutes } from './routes/asking.tsx';
import { marking } from './routes/marking.tsx';

export const routes = (house: House): Route[] => [...askingRoutes(house), ...answering, ...marking];
