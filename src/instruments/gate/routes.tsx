import type { Route } from '../../platform/http/route.ts';
import { answering } from './routes/answering.tsx';
import { gates } from './routes/gates.tsx';
import { stating } from './routes/stating.tsx';

export const routes: Route[] = [...gates, ...answering, ...stating];
