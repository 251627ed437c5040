import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { mailLinks } from '../emails/links.tsx';
import { words } from '../messages/index.ts';
import { LostLinksPage } from '../views/lost-links.tsx';
import { lostLinksForm } from './brief-forms.ts';

export function lostLinkHandlers(house: House) {
  const canMail = house.post.way !== 'none';

  async function lostLinksPage(page: Page): Promise<Response> {
    return page.html(<LostLinksPage page={page} canMail={canMail} />);
  }

  /** Counts, answers the same to every address, and only then looks whether there are requests of it. */
  async function sendLinks(page: Page): Promise<Response> {
    const t = words(page.locale);
    const { input, form } = await page.check(lostLinksForm, t);
    if (!input || !canMail)
      return page.html(<LostLinksPage page={page} canMail={canMail} form={form} />, 422);
    await house.accounts.limits.count('lostLinks', `account ${input.email}`);
    await house.accounts.limits.count('mailedLink', `from ${page.visitor}`);
    house.afterwards.run('mailing links to requests', () => mailLinks(house, input.email));
    return page.redirect('/links/requests', t('lost.told', { email: input.email }));
  }

  return { lostLinksPage, sendLinks };
}
