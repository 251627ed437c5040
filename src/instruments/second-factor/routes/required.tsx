import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Refusal } from '../../../platform/http/problems.ts';
import { administrator, get, post, type Route } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { changeCity } from '../../city/actions.ts';
import { words } from '../messages/index.ts';
import { requiredForm } from '../rules.ts';
import { hasSecondFactor, isRequired, listAdministrators } from '../store/factors.ts';
import { RequiredPage } from '../views/required.tsx';

const here = '/settings/second-factor';

/** The city wants a second factor of its administrators, or does not. */
export function requiredRoutes(house: House): Route[] {
  async function view(page: Page, form?: FormState) {
    const required = await page.read(isRequired);
    const administrators = await house.database.system(listAdministrators);
    return (
      <RequiredPage page={page} required={required} administrators={administrators} {...(form && { form })} />
    );
  }

  async function save(page: Page): Promise<Response> {
    const t = words(page.locale);
    const response = await page.submit(requiredForm, {
      say: t,
      again: (form) => view(page, form),
      act: async (tx, input) => {
        const required = input.required === 'yes';
        // Nobody shuts themselves out.
        if (required && !(await hasSecondFactor(tx, tx.scope.person!.id)))
          throw new Refusal('required.self', 'required');
        await changeCity(tx, () => ({ second_factor_required: required }));
        return { to: here, told: t(required ? 'required.on' : 'required.off') };
      },
    });
    house.city.forget();
    return response;
  }

  return [
    get(here, administrator, async (page) => page.html(await view(page))),
    post(here, administrator, save),
  ];
}
