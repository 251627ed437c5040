import type { House } from '../../platform/house.ts';
import { anyone, get, type Route } from '../../platform/http/route.ts';
import { Intro } from '../../ui/intro.tsx';
import { Layout } from '../../ui/layout.tsx';

export function routes(_house: House): Route[] {
  return [
    get('/', anyone, (page) =>
      page.html(
        <Layout frame={page.frame} title={page.frame.city.name}>
          <Intro title={page.frame.city.name} />
        </Layout>,
      ),
    ),
  ];
}
