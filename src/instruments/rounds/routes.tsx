import type { Route } from '../../platform/http/route.ts';
import { answering } from './routes/answering.tsx';
import { asking } from './routes/asking.tsx';
import { marking } from './routes/marking.tsx';

export const routes: Route[] = [...asking, ...answering, ...marking];
