import { setRoutes } from '../../mechanisms/same-questions/routes.tsx';
import type { House } from '../../platform/house.ts';
import type { Route } from '../../platform/http/route.ts';
import { room } from './routes/room.tsx';
import { stating } from './routes/stating.tsx';

export const routes = (house: House): Route[] => [...setRoutes(house, room), ...stating];
