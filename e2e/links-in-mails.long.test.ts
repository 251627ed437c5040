import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { linkIn, type Mail } from './mailbox.ts';
import { foundIn } from './partnership.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const head = 'streets.head@elvestad.example';
const council = 'lead@food-council.example';
/** In no other partnership: news of that one would come in the same mail. */
const neighbour = 'lead@neighbours.example';
const webmail = 'http://webmail.example/';

let browser: Browser;
let city: City;
let founder: Visitor;
let home = '';

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity()]);
  home = await foundIn(city.dataFolder, {
    name: 'Quay Lane',
    facilitator: head,
    partners: [{ name: 'Mill Street Neighbours', kind: 'community', lead: neighbour }],
  });
  founder = await openVisitor(browser, city);
  await founder.signIn(head);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

/** Opens a link as mails are read: in a page of another site, here with a browser that was never here and runs no scripts. */
async function fromMail(link: string, manner: { withoutPassword?: boolean } = {}): Promise<Visitor> {
  const reader = await openVisitor(browser, city, { scripts: false, ...manner });
  await reader.context.route(`${webmail}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<title>Mail</title><a href="${link}">Open</a>` }),
  );
  await reader.page.goto(webmail);
  reader.forgetNoises();
  await reader.follow('Open');
  return reader;
}

const linksIn = (mail: Mail) => mail.text!.match(/https?:\/\/[^\s)>\]]+/g)!;

describe('a link opened in a mail, in a browser that was never here and without scripts', () => {
  it('ends the mails that it says it ends, and takes that back', async () => {
    const reader = await openVisitor(browser, city);
    await reader.signIn(neighbour);
    await reader.goTo('/told');
    await reader.tick(reader.t.told('rhythm.at-once'));
    await reader.press(reader.t.told('save'));
    await reader.close();
    await founder.goTo(`${home}/edit`);
    await founder.write(founder.t.partnerships('what.purpose'), 'A quay to sit at');
    await founder.press(founder.t.partnerships('edit.save'));

    const mail = await city.mailbox.nextNews(neighbour);
    const ends = linksIn(mail).filter((link) => link.includes('/told/links/'));
    expect(ends).toHaveLength(2);
    for (const link of ends) {
      const one = await fromMail(link, { withoutPassword: true });
      const t = one.t.told;
      const all = link === ends[1];
      await one.press(t(all ? 'end.all.do' : 'end.one.do'));
      await one.reads(all ? t('ended.all') : t('ended.one', { partnership: 'Quay Lane' }));
      await one.press(t('ended.undo'));
      await one.sees(t('undone'));
      await one.close();
    }
  });

  it('takes up an invitation or says no to it, goes on, and makes an account', async () => {
    const t = founder.t.partnerships;
    await founder.goTo(`${home}/invitations/new`);
    await founder.tick(t('invite.as.lead'));
    await founder.write(t('invited'), 'ada@bakers.example\nkim@market.example');
    await founder.press(t('invite.do'));

    const no = await fromMail(linkIn(await city.mailbox.next('kim@market.example'), city));
    await no.unfold(t('decline'));
    await no.press(t('decline.do'));
    await no.sees(t('decline.told'));
    await no.close();

    const ada = await fromMail(linkIn(await city.mailbox.next('ada@bakers.example'), city), {
      withoutPassword: true,
    });
    await ada.write(t('accept.name'), 'Ada Berg');
    await ada.write(t('accept.group'), 'Bakers');
    await ada.choose(t('kind'), t('kind.business'));
    await ada.press(t('accept.do'));
    await ada.sees(t('accept.told'));
    await ada.close();

    const again = await fromMail(linkIn(await city.mailbox.next('ada@bakers.example'), city), {
      withoutPassword: true,
    });
    await again.press(t('goOn.do'));
    await again.reads('Quay Lane');
    await again.goTo('/taking-part');
    await again.press(t('own.account.do'));
    await again.close();

    const proof = await fromMail(linkIn(await city.mailbox.next('ada@bakers.example'), city));
    await proof.press(t('account.do'));
    await proof.sees(t('own.account.made'));
    await proof.close();
  });

  it('signs in, and brings somebody into an organisation', async () => {
    const { t } = founder;
    const stranger = await openVisitor(browser, city);
    await stranger.goTo('/sign-in');
    await stranger.page.locator('#link-email').fill(council);
    await stranger.press(t.accounts('signIn.byLink.do'));
    await stranger.close();
    const reader = await fromMail(linkIn(await city.mailbox.next(council), city));
    await reader.press(t.accounts('link.do'));
    await reader.reads(t.desk('desk'));

    await reader.goTo('/account');
    await reader.follow(reader.page.locator('main a[href^="/spaces/"]').first());
    await reader.write(t.accounts('invite.email'), 'new@food-council.example');
    await reader.press(t.accounts('invite.do'));
    await reader.close();
    const invited = await fromMail(linkIn(await city.mailbox.next('new@food-council.example'), city));
    await invited.write(t.accounts('invitation.name'), 'Newcomer');
    await invited.press(t.accounts('invitation.do'));
    expect(new URL(invited.page.url()).pathname).not.toContain('/invitations/');
    await invited.close();
  });

  it('confirms a page to the city, answers it, and lets the asker say how open it is', async () => {
    const t = founder.t.firstContact;
    const stranger = await openVisitor(browser, city, { withoutPassword: true });
    await stranger.goTo('/briefs/new?to=streets');
    await stranger.write(t('title.label'), 'Benches');
    await stranger.write(t('want.label'), 'Three benches at the quay.');
    await stranger.write(t('bring.label'), 'Two carpenters.');
    await stranger.press(t('step.next', { n: 2 }));
    await stranger.write(t('ask.label'), 'A place for each.');
    await stranger.write(t('day.label'), inTwoMonths());
    await stranger.tick(t('meet.no'));
    await stranger.press(t('step.next', { n: 3 }));
    await stranger.write(t('name.label'), 'Nora');
    await stranger.write(t('email.label'), 'nora@hill.example');
    await stranger.press(t('step.read'));
    await city.moveTime('5 minutes');
    await stranger.press(t('review.send.guest'));
    await stranger.close();

    const nora = await fromMail(linkIn(await city.mailbox.next('nora@hill.example'), city), {
      withoutPassword: true,
    });
    await nora.press(nora.page.locator('main form[method=post] button').first());
    await nora.sees(t('sent.told'));
    await nora.close();

    const office = await fromMail(linkIn(await city.mailbox.next(head), city), { withoutPassword: true });
    await office.follow(t('do.declined.unit'));
    await office.write(t('note.declined.unit'), 'The quay is being rebuilt.');
    await office.write(t('wouldChange.label'), 'A place that is not rebuilt.');
    await office.press(t('act.declined.unit.do'));
    await office.reads(t('answered.title'));
    await office.close();

    const asker = await fromMail(linkIn(await city.mailbox.next('nora@hill.example'), city), {
      withoutPassword: true,
    });
    const before = asker.page.url();
    await asker.press(asker.page.locator('form[action$="/openness"] button').first());
    expect(asker.page.url().split('#')[0]).toBe(before.split('#')[0]);
    await asker.close();
  });
});

function inTwoMonths(): string {
  return new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
}
