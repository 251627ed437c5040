import { copyForm } from './instruments/ways/testing.ts';
import type { Side, World } from './testing-two-of-each.ts';

/** The path of a route with the ids of one half of the town: `GET /organisations/:slug/card (group)`. */
export function pathOf(route: string, side: Side, city: World['city']): string {
  const [, pattern = '', kind = ''] = /^\S+ (\S+)(?: \(([a-z]+)\))?$/.exec(route)!;
  return pattern.replaceAll(/:([a-z]+)/g, (_, name: string) => {
    if (name === 'slug' && pattern.startsWith('/open/')) return side.open;
    if (name === 'decision') return side.openDecision;
    if (name === 'slug') return organisationOf(pattern, kind, side).slug;
    if (name === 'space') return side.department.id;
    if (name === 'token') return tokenOf(pattern, kind, side);
    if (name === 'act') return kind === 'answer' || pattern.startsWith('/requests/') ? 'asked-back' : 'added';
    const others: Record<string, string> = {
      element: 'vision',
      lesson: 'meeting',
      stop: '1',
      locale: 'en',
      lang: 'de',
      step: 'plan',
      kind: 'privacy',
      tie: 'body',
      ask: side.ask,
    };
    return others[name] ?? idOf(pattern, kind, side, city);
  });
}

function organisationOf(pattern: string, kind: string, side: Side) {
  if (kind === 'group' || kind === 'hidden' || kind === 'department') return side[kind];
  if (pattern.includes('/members')) return side.body;
  if (pattern.endsWith('/claim')) return side.unclaimed;
  return /\/(allies|value-cards|ties\/)/.test(pattern) ? side.group : side.department;
}

function tokenOf(pattern: string, kind: string, { tokens }: Side): string {
  if (pattern.startsWith('/partnership-invitations/')) return tokens.partInvitation;
  if (pattern.startsWith('/taking-part/accounts/')) return tokens.partAccount;
  if (pattern.startsWith('/taking-part/')) return tokens.part;
  if (pattern.startsWith('/invitations/')) return tokens.invitation;
  if (pattern.startsWith('/links/briefs/')) return tokens.brief;
  if (pattern.startsWith('/told/links/')) return tokens.told;
  if (pattern.startsWith('/account/merging/')) return tokens.merge;
  if (pattern.startsWith('/links/confirmations/')) return tokens.confirm;
  return kind === 'answer' ? tokens.answer : tokens.follow;
}

function idOf(pattern: string, kind: string, side: Side, city: World['city']): string {
  const returned = pattern.endsWith('/return');
  const found = Object.entries({
    '/account/sessions/': side.session,
    '/passkeys/': side.passkey,
    '/answered/': side.published,
    '/briefs/': side.brief,
    '/claims/': side.claim,
    '/directory-files/': city.upload,
    '/files/': side.file,
    '/framework/': returned ? city.retiredProvision : city.provision,
    '/pictures/': side.openPicture,
    '/goals/': returned ? city.retiredGoal : city.goal,
    '/settings/ways/': returned ? city.retiredWay : city.way,
    '/training/': returned ? city.cancelledTraining : city.training,
    '/absences/': side.absence,
    '/responsibilities/': returned ? side.removedResponsibility : side.responsibility,
    '/suggestions/': side.suggestion,
    '/allies/': returned ? side.removedAlly : side.ally,
    '/organisations/:slug/members/': side.named,
    '/ties/': side.naming,
    '/outbox/': city.mail,
    '/settings/accounts/': city.account,
    '/settings/lost-factors/': city.loss,
    '/settings/mail/': city.mail,
    '/settings/partnership-imports/': city.arrival,
    '/reports/': city.report,
    '/requests/held/': side.held,
    '/requests/': side.request,
    '/invitations/': side.invitation,
    '/members/': side.membership,
    '/value-cards/': kind === 'hidden' ? side.hiddenCard : side.card,
  }).find(([part]) => pattern.includes(part));
  if (!found) throw new Error(`No id is known for ${pattern}`);
  return found[1];
}

/** A form that its route accepts from those who may send it. */
export function formFor(route: string, world: World): Record<string, string | string[]> {
  const { own, foreign } = world.halves;
  const path = route.replace(/^POST /, '').replace(/ \(.*/, '');
  const card = {
    title: 'Card',
    expertise: 'Wood',
    networks: '',
    capacity: '',
    evidence: '',
    goal: '',
    department: '',
  };
  const ally = { name: 'Somebody', department: '', place: '', openness: 'open', note: '' };
  const plan = { title: 'Plan', want: 'Benches', bring: 'Wood' };
  const goal = { title_en: 'Goal', target_en: 'More' };
  const provision = { kind: 'policy', title_en: 'Rule', meaning_en: 'Do so' };
  const note = { note: 'A word' };
  const training = trainingForm();
  const forms: Record<string, Record<string, string | string[]>> = {
    '/account': { name: 'Name', locale: 'en' },
    '/account/second-factor/app/confirmation': { code: '000000' },
    '/account/second-factor/app/removal': { code: '000000' },
    '/account/second-factor/passkeys': { name: 'My phone', credential: '{}' },
    '/account/second-factor/passkeys/:id': { name: 'Another name' },
    '/account/second-factor/sure': { current: 'not the password' },
    '/account/data/erasure': { sure: 'yes' },
    '/account/data/sure': { current: 'not the password' },
    '/settings/accounts/:id/erasure': { sure: 'yes' },
    '/account/merging': { email: 'other@people.test' },
    '/account/password': { current: '', password: 'four words in line' },
    '/briefs': plan,
    '/briefs/:id/steps/:step': plan,
    '/briefs/:id/unit': { to: own.department.slug },
    '/claims/:id/decline': { reason: 'No' },
    '/complaints/turn': { complaint: 'It is dark' },
    '/framework': provision,
    '/framework/:id/edit': provision,
    '/goals': goal,
    '/goals/:id/edit': goal,
    '/settings/ways': copyForm('majority'),
    '/settings/ways/:id/edit': copyForm('gradients'),
    '/training': training,
    '/training/:id/edit': training,
    '/training/:id/cancellation': { reason: 'Too few' },
    '/invitations/:token': { name: 'Name', password: '' },
    '/links/requests/:token/acts/:act': note,
    '/links/requests/:token/openness': { choice: 'public' },
    '/links/requests/:token/rating': { step: '3' },
    '/organisations/:slug/absences': { person: world.people.lead, from: '1.6.2060', until: '2.6.2060' },
    '/organisations/:slug/allies': ally,
    '/organisations/:slug/allies/:id': ally,
    '/organisations/:slug/allies/:id/asks': { ask: 'A letter' },
    '/organisations/:slug/allies/:id/asks/:ask/done': { done: 'yes' },
    '/organisations/:slug/card': { name_en: 'Another name' },
    '/organisations/:slug/claim': { grounds: 'I chair it' },
    '/organisations/:slug/members': { member: foreign.group.slug.replace('-', ' ') },
    '/organisations/:slug/responsibilities': { text_en: 'Bridges', decides: 'yes' },
    '/organisations/:slug/responsibilities/:id': { text_en: 'Bridges', decides: 'yes' },
    '/organisations/:slug/responsibilities/:id/place': { way: 'up' },
    '/organisations/:slug/suggestions': { text: 'It has moved' },
    '/organisations/:slug/ties/:tie/:id': { answer: 'yes' },
    '/organisations/:slug/value-cards': { ...card, audience: 'public' },
    '/partnership-invitations/:token': { name: 'Ada', as: 'group', group: 'Bakers', kind: 'business' },
    '/partnerships': { name: 'Canteens', purpose: 'Meals from nearby' },
    '/registration': { kind: 'community', name_en: 'New group' },
    '/reports/:id/closure': { closing: 'Looked at' },
    '/requests/:id/acts/:act': note,
    '/requests/:id/openness': { choice: 'public' },
    '/requests/:id/rating': { step: '3' },
    '/requests/held/:id/discard': { reason: 'Advertising' },
    '/settings/city': {
      name_en: 'Testby',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      locales: ['en', 'de'],
      defaultLocale: 'en',
      sizeBand: 'small',
    },
    '/settings/joining': { signUp: 'open' },
    '/settings/liaison': { unit: foreign.department.slug },
    '/settings/look': { theme: 'elvestad' },
    '/settings/lost-factors/:id/check': { how: 'By telephone' },
    '/settings/guide/:element/:locale': { 'text-name': 'Ours' },
    '/settings/texts/:kind': { text_en: 'Ours' },
    '/sign-in': { email: 'nobody@people.test', password: 'not the password' },
    '/sign-in/links': { email: 'nobody@people.test' },
    '/sign-in/organisation': { email: 'nobody@people.test' },
    '/sign-up': { email: 'new@people.test', name: 'New' },
    '/spaces/:space/invitations': {
      role: 'member',
      kind: 'person',
      locale: 'en',
      name: '',
      email: 'x@people.test',
    },
    '/spaces/:space/sign-in/domain': { domain: 'moved.example' },
    // An inner address: refused at the field, and asked by nobody.
    '/spaces/:space/sign-in/service': {
      issuer: 'https://10.0.0.1',
      clientId: 'city',
      secret: 'secret',
      joins: 'invited',
    },
    '/links/requests': { email: 'nobody@people.test' },
    '/taking-part/way-in': { email: 'nobody@people.test' },
    '/told': { rhythm: 'weekly', hour: '9' },
    '/value-cards/:id/edit': { ...card, audience: 'public' },
  };
  if (path.endsWith('/report')) return { reason: 'An insult' };
  if (path.endsWith('/perspective')) return { power: 'Alone' };
  return forms[path] ?? {};
}

/** A session in some weeks, whenever that is. */
export function trainingForm(): Record<string, string | string[]> {
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  return { lessons: ['meeting'], day, from: '18', until: '20', place: 'Library', languages: 'English' };
}
