import { anyone, get, type Route } from '../../platform/http/route.ts';
import { audiences } from './rules.ts';
import { WelcomePage } from './views.tsx';

export function routes(): Route[] {
  return [
    get('/welcome', anyone, (page) => {
      const who = audiences.find((audience) => audience === page.query('who'));
      return page.html(<WelcomePage page={page} who={who} />);
    }),
  ];
}
