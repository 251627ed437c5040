import type { Route } from '../../platform/http/route.ts';
import { inheritedRoutes } from './routes/inherited.tsx';
import { registerRoutes } from './routes/register.tsx';

export const routes: Route[] = [...registerRoutes, ...inheritedRoutes];
