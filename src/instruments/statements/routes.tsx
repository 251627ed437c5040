import type { Route } from '../../platform/http/route.ts';
import { statementRoutes } from './routes/statements.tsx';
import { trialRoutes } from './routes/trials.tsx';

export const routes = (): Route[] => [...statementRoutes, ...trialRoutes];
