import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTown, type TestTown } from '../../testing.ts';
import { Layout } from '../../ui/layout.tsx';
import { anyone, get } from './route.ts';

let town: TestTown;
let times = 0;
beforeAll(async () => {
  const count = () => {
    times += 1;
    return times;
  };
  const room = {
    name: 'trial',
    routes: [
      get('/trial', anyone, (page) =>
        page.fixed(() => (
          <Layout frame={page.frame} title="Trial">
            <h1>Trial</h1>
            <p>Drawn {count()}</p>
          </Layout>
        )),
      ),
    ],
  };
  town = await openTestTown({ rooms: [() => room] });
});
afterAll(() => town.close());

const drawn = async (path: string, asking = {}) =>
  /Drawn (\d+)/.exec((await town.get(path, asking)).html)?.[1];

it('a page that is the same for every stranger is drawn once for each language, look and address', async () => {
  const first = await drawn('/trial');
  expect(await drawn('/trial')).toBe(first);
  const others = [
    await drawn('/trial', { locale: 'de' }),
    await drawn('/trial', { cookie: 'scheme=dark' }),
    await drawn('/trial?from=mail'),
  ];
  expect(new Set([first, ...others]).size).toBe(4);
});

it('is drawn for somebody who is signed in, and once more when the city has changed', async () => {
  const first = await drawn('/trial');
  const as = await town.addPerson('Reader');
  expect(await drawn('/trial', { as })).not.toBe(await drawn('/trial', { as }));
  expect(await drawn('/trial')).toBe(first);
  town.house.city.forget();
  expect(await drawn('/trial')).not.toBe(first);
});
