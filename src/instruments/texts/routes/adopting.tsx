import type { Page } from '../../../platform/http/page.ts';
import type { FormState } from '../../../ui/form-state.ts';
import { putText } from '../actions/adopting.ts';
import { words } from '../messages/index.ts';
import { putForm } from '../rules.ts';
import { PutPage } from '../views/adopting.tsx';
import { textIn } from './door.ts';

export async function putPage(page: Page, form?: FormState) {
  const text = await page.read((tx) => textIn(page, tx));
  return <PutPage page={page} text={text} {...(form && { form })} />;
}

/** Leads to the decision, where voices are given. */
export async function put(page: Page): Promise<Response> {
  const t = words(page.locale);
  return page.submit(putForm, {
    say: t,
    again: (form) => putPage(page, form),
    act: async (tx, { sections, keeps }) => {
      const text = await textIn(page, tx);
      const wanted = { sections, keeps: keeps === 'yes' };
      const decision = await putText(tx, text, wanted, page.city.timeZone);
      return { to: `/partnerships/${page.param('id')}/decisions/${decision}`, told: t('put.told') };
    },
  });
}
