import { anyone, get, type Route } from '../../platform/http/route.ts';
import { FreiburgPage } from './views.tsx';

export function routes(): Route[] {
  return [get('/stories/freiburg', anyone, (page) => page.html(<FreiburgPage page={page} />))];
}
