import type { House } from '../../platform/house.ts';
import { get, type Route, signedIn } from '../../platform/http/route.ts';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';
import { words } from './messages/index.ts';

export function routes(_house: House): Route[] {
  return [
    get('/desk', signedIn, (page) => {
      const title = words(page.locale)('desk');
      return page.html(
        <Layout frame={page.frame} title={title} size="sm" hidden>
          <Intro title={title} />
        </Layout>,
      );
    }),
  ];
}
