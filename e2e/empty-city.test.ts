import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type City, openCity } from './city.ts';
import { linkIn } from './mailbox.ts';
import { stagesOf } from './stages.ts';
import { openVisitor, type Visitor } from './visitor.ts';

const boss = { name: 'Ida of the town hall', email: 'ida@havn.example', password: 'four words in a row' };
const contact = { name: 'Head of parks', email: 'parks.head@havn.example' };
const mailbox = { name: 'Garden group', email: 'garden@group.example' };

let browser: Browser;
let city: City;
let administrator: Visitor;
let parks: Visitor;
let group: Visitor;

const stage = stagesOf(() => browser);

beforeAll(async () => {
  [browser, city] = await Promise.all([launchBrowser(), openCity({ sample: false })]);
  administrator = await openVisitor(browser, city);
  parks = await openVisitor(browser, city);
  group = await openVisitor(browser, city);
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

stage('an empty city says so, and lets nobody in who has not the code', async () => {
  const t = administrator.t.city;
  await administrator.goTo('/');
  await administrator.reads(t('notOpen'));
  await administrator.follow(t('notOpen.do'));
  await administrator.write(t('setup.code'), 'ABCD-EFGH-JKLM-NPQR');
  await administrator.write(t('setup.name'), boss.name);
  await administrator.write(t('setup.email'), boss.email);
  await administrator.write(t('setup.password'), boss.password);
  await administrator.press(t('setup.next'));
  await administrator.isTold(t('setup.code.wrong'));
  await administrator.holds(t('setup.name'), boss.name);
});

stage('with the code that the program printed, the first administrator opens the city', async () => {
  const t = administrator.t.city;
  // Typed off another screen: in small letters, without the dashes.
  await administrator.write(t('setup.code'), city.firstCode().toLowerCase().replaceAll('-', ' '));
  await administrator.write(t('setup.password'), boss.password);
  await administrator.press(t('setup.next'));
  await administrator.reads(t('setup.city'));
  await administrator.press(t('setup.do'));
  await administrator.isTold(t('cityName.wanted'));
  await administrator.write(`${t('cityName')} (English)`, 'Harbour Town');
  await administrator.write(`${t('cityName')} (Deutsch)`, 'Hafenstadt');
  await administrator.tick('Deutsch');
  await administrator.tick(t('signUp.invitation'));
  await administrator.press(t('setup.do'));
  await administrator.reads(t('settings'));
  await administrator.sees(t('setup.done'));
});

stage('the code works once', async () => {
  const late = await openVisitor(browser, city);
  await late.meets(404, '/setup');
  await late.close();
});

stage('settings are changed, and mail is tried', async () => {
  const t = administrator.t.city;
  await administrator.follow(t('settings.look'));
  await administrator.tick('Havn');
  await administrator.press(t('settings.save'));
  await administrator.sees(t('settings.saved'));
  await administrator.follow(t('settings'));
  await administrator.follow(t('imprint'));
  await administrator.write(`${t('text')} (English)`, '# Who answers\n\nThe town hall of Harbour Town.');
  await administrator.press(t('settings.save'));
  await administrator.sees(t('settings.saved'));
  await administrator.follow(t('settings'));
  await administrator.follow(t('settings.mail'));
  await administrator.press(t('mail.test.do'));
  const mail = await city.mailbox.next(boss.email);
  expect(mail.subject).toBe(t('mail.test.subject', { city: 'Harbour Town' }));
});

stage('a department and a group are put on the list, and the right people invited', async () => {
  const { directory, registration } = administrator.t;
  await administrator.follow(directory('nav'));
  await administrator.follow(directory('start.addDepartment'));
  await administrator.write(`${registration('name')} (English)`, 'Parks and trees');
  await administrator.write(`${registration('name')} (Deutsch)`, 'Parks und Bäume');
  await administrator.press(registration('save'));
  await administrator.reads('Parks and trees');
  await invites(contact, 'contact');

  await administrator.follow(directory('nav'));
  await administrator.follow(directory('others.register'));
  await administrator.choose(registration('kind'), registration('kind.community'));
  await administrator.write(`${registration('name')} (English)`, 'Garden group of Quay Lane');
  await administrator.press(registration('save'));
  await administrator.reads('Garden group of Quay Lane');
  await invites(mailbox, 'lead', true);
});

stage('the contact person joins from the mail, and the department says what it decides', async () => {
  const { accounts, directory } = parks.t;
  const mail = await city.mailbox.next(contact.email);
  expect(mail.subject).toBe(accounts('mail.invitation.subject', { space: 'Parks and trees' }));
  await joins(parks, linkIn(mail, city), contact.name);
  await parks.follow(directory('nav'));
  await parks.follow('Parks and trees');
  await parks.follow(directory('staff.responsibilities'));
  await parks.tick(directory('responsibility.yes'));
  await parks.press(directory('responsibility.add'));
  await parks.isTold(directory('text.wanted'));
  await parks.write(`${directory('responsibility.text')} (English)`, 'Planting trees in streets and yards');
  await parks.write(`${directory('responsibility.words')} (English)`, 'plant a tree\nshade in our street');
  await parks.press(directory('responsibility.add'));
  await parks.sees(directory('responsibility.added'));
});

stage('the group joins through its shared mailbox, and a second reader of it comes in by link', async () => {
  const { accounts } = group.t;
  const mail = await city.mailbox.next(mailbox.email);
  await joins(group, linkIn(mail, city), mailbox.name);

  const second = await openVisitor(browser, city);
  await second.goTo('/sign-in');
  await second.page.locator('#link-email').fill(mailbox.email);
  await second.press(accounts('signIn.byLink.do'));
  await second.goTo(linkIn(await city.mailbox.next(mailbox.email), city));
  await second.press(accounts('link.do'));
  await second.reads(second.t.desk('desk'));
  await second.goTo('/account');
  await second.sees('Garden group of Quay Lane');
  await second.close();
});

stage('whoever asks finds the department, misspelt and in their own words', async () => {
  const stranger = await openVisitor(browser, city, { withoutPassword: true });
  await stranger.goTo('/');
  await stranger.write(stranger.t.city('home.find'), 'who can plnt a tree here');
  await stranger.press(stranger.t.ui('find'));
  await stranger.follow('Parks and trees');
  await stranger.sees('Planting trees in streets and yards');
  await stranger.close();
});

async function invites(whom: { name: string; email: string }, role: 'contact' | 'lead', shared = false) {
  const { accounts, directory } = administrator.t;
  await administrator.follow(directory('staff.people'));
  await administrator.write(accounts('invite.email'), whom.email);
  await administrator.write(accounts('invite.name'), whom.name);
  if (shared) await administrator.tick(accounts('invite.kind.mailbox'));
  await administrator.tick(accounts(`role.${role}`));
  await administrator.press(accounts('invite.do'));
  await administrator.sees(accounts('invite.sent', { email: whom.email }));
}

async function joins(invited: Visitor, link: string, name: string) {
  const { accounts, desk } = invited.t;
  await invited.goTo(link);
  await invited.reads(accounts('invitation'));
  await invited.sees(
    name === mailbox.name ? accounts('invitation.name.mailbox') : accounts('invitation.name'),
  );
  await invited.press(accounts('invitation.do'));
  await invited.reads(desk('desk'));
  await invited.sees(accounts('invitation.done'));
}
