import type { House } from '../../../platform/house.ts';
import type { Page } from '../../../platform/http/page.ts';
import { NotFound } from '../../../platform/http/problems.ts';
import { administrator, get, post, type Route } from '../../../platform/http/route.ts';
import { isId } from '../../../platform/id.ts';
import { listStuck, retryStuck } from '../../../platform/journal/reader.ts';
import { reactionsOf } from '../../../platform/open-house.ts';
import { words } from '../messages/index.ts';
import { findUnsent, listUnsent } from '../store.ts';
import { MailPage, type MailState } from '../views/mail.tsx';

const mostMails = 100;
const mostStuck = 50;

export function mailRoutes(house: House): Route[] {
  async function viewMail(page: Page): Promise<MailState> {
    const before = page.key('before');
    const { way } = house.post;
    // In a sample city every mail stays; they stand on a page of their own.
    const found =
      way === 'outbox' ? [] : await page.read((tx) => listUnsent(tx, { before, most: mostMails + 1 }));
    const unsent = found.slice(0, mostMails);
    return {
      way,
      bounces: house.bounces.on,
      unread: house.bounces.problem(),
      unsent,
      next: found.length > mostMails ? `/settings/mail?before=${unsent.at(-1)!.id}` : undefined,
      stuck: await listStuck(house.database, mostStuck),
      backups: await house.backups.state(),
    };
  }

  const mailPage = async (page: Page) => page.html(<MailPage page={page} mail={await viewMail(page)} />);

  /** The mail goes the way of all others: journal, answer to the entry, queue. */
  async function sendTest(page: Page): Promise<Response> {
    const t = words(page.locale);
    if (house.post.way === 'none') throw new NotFound();
    return page.press({
      say: t,
      again: async () => <MailPage page={page} mail={await viewMail(page)} />,
      act: async (tx) => {
        await tx.record({ space: page.city.space, kind: 'test-mail.asked', audience: 'facilitator' });
        return { to: '/settings/mail', told: t('mail.test.sent') };
      },
    });
  }

  /** Trying twice sends once: what is sent stays sent. So no key is kept. */
  async function tryAgain(page: Page): Promise<Response> {
    const id = page.param('id');
    const mail = isId(id) ? await page.read((tx) => findUnsent(tx, id)) : undefined;
    if (!mail) throw new NotFound();
    await house.post.retry(mail.id);
    const told = words(page.locale)('mail.again.done', { address: mail.address });
    return page.redirect('/settings/mail', told);
  }

  async function tryStuck(page: Page): Promise<Response> {
    const n = await retryStuck(house.database, reactionsOf(house));
    await house.post.dispatch();
    return page.redirect('/settings/mail', words(page.locale)('mail.stuck.done', { n }));
  }

  return [
    get('/settings/mail', administrator, mailPage),
    post('/settings/mail/tests', administrator, sendTest),
    post('/settings/mail/stuck', administrator, tryStuck),
    post('/settings/mail/:id/attempts', administrator, tryAgain),
  ];
}
