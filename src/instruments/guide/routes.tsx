import { type Element, findElement } from '../../guide/elements.ts';
import { loadCity } from '../../platform/city.ts';
import type { House } from '../../platform/house.ts';
import type { Page } from '../../platform/http/page.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { administrator, anyone, get, post, type Route } from '../../platform/http/route.ts';
import type { Locale } from '../../platform/i18n/locale.ts';
import type { FormState } from '../../ui/form-state.ts';
import { adaptElement } from './actions.ts';
import { words } from './messages/index.ts';
import { adaptForm } from './rules.ts';
import { AdaptFormPage, AdaptingPage, adaptPath, typedParts } from './views/adapting.tsx';
import { ElementPage } from './views/element.tsx';
import { GuidePage, LibraryPage } from './views/guide.tsx';
import { MethodPage } from './views/method.tsx';

export function routes(house: House): Route[] {
  function asked(page: Page): Element {
    const element = findElement(page.param('element'));
    if (!element) throw new NotFound();
    return element;
  }
  function askedIn(page: Page): { element: Element; locale: Locale } {
    const locale = page.city.locales.find((one) => one === page.param('locale'));
    if (!locale) throw new NotFound();
    return { element: asked(page), locale };
  }

  async function adapt(page: Page): Promise<Response> {
    const t = words(page.locale);
    const at = askedIn(page);
    const { city } = page;
    const answer = await page.submit(adaptForm(at.element), {
      say: t,
      again: (form: FormState) => <AdaptFormPage page={page} {...at} form={form} />,
      stands: {
        of: ['city', city.id],
        typed: async (tx) => typedParts(await loadCity(tx), at.element, at.locale),
      },
      act: async (tx, input) => {
        const n = await adaptElement(tx, await loadCity(tx), at, input);
        return { to: adaptPath(at.element, at.locale), told: t(n > 0 ? 'adapt.told' : 'adapt.same') };
      },
    });
    house.city.forget();
    return answer;
  }

  return [
    get('/guide', anyone, (page) => page.fixed(() => <GuidePage page={page} />)),
    get('/guide/library', anyone, (page) => page.fixed(() => <LibraryPage page={page} />)),
    get('/guide/method', anyone, (page) => page.fixed(() => <MethodPage page={page} />)),
    get('/guide/:element', anyone, (page) => {
      const element = asked(page);
      return page.fixed(() => <ElementPage page={page} element={element} />);
    }),
    get('/settings/guide', administrator, (page) => page.html(<AdaptingPage page={page} />)),
    get('/settings/guide/:element/:locale', administrator, (page) =>
      page.html(<AdaptFormPage page={page} {...askedIn(page)} />),
    ),
    post('/settings/guide/:element/:locale', administrator, adapt),
  ];
}
