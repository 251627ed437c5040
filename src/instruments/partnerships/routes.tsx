import type { House } from '../../platform/house.ts';
import {
  anyoneAsThemselves,
  get,
  holderOfPartLink,
  known,
  participants,
  post,
  type Route,
  signedIn,
} from '../../platform/http/route.ts';
import { beginningHandlers } from './routes/beginning.tsx';
import { invitationHandlers } from './routes/invitations.tsx';
import { overviewHandlers } from './routes/overview.tsx';
import { peopleHandlers } from './routes/people.tsx';
import { takingPartHandlers } from './routes/taking-part.tsx';

export function routes(house: House): Route[] {
  const beginning = beginningHandlers(house);
  const invitation = invitationHandlers(house);
  const overview = overviewHandlers(house);
  const people = peopleHandlers(house);
  const own = takingPartHandlers(house);
  const inside = '/partnerships/:id';
  const partner = `${inside}/partners/:partner`;

  return [
    get('/partnerships', known, overview.list),

    // Put together on three pages, saved at each.
    get('/partnerships/new', signedIn, beginning.newPage),
    post('/partnerships', signedIn, beginning.begin),
    get(`${inside}/beginning/what`, participants, beginning.whatPage),
    post(`${inside}/beginning/what`, participants, beginning.saveWhat),
    get(`${inside}/beginning/who`, participants, beginning.whoPage),
    post(`${inside}/beginning/who`, participants, beginning.saveWho),
    get(`${inside}/beginning/start`, participants, beginning.startPage),
    post(`${inside}/beginning/start`, participants, beginning.start),
    post(`${inside}/removal`, participants, beginning.remove),

    get(inside, participants, overview.overview),
    get(`${inside}/edit`, participants, overview.edit),
    post(`${inside}/edit`, participants, overview.save),
    post(`${inside}/end`, participants, overview.end),
    post(`${inside}/resumption`, participants, overview.resume),

    get(`${inside}/people`, participants, people.people),
    get(`${inside}/people/:participant/end`, participants, people.endingIn),
    post(`${inside}/facilitators`, participants, people.nameFacilitator),
    post(`${inside}/people/:participant/end`, participants, people.endIn),
    get(`${inside}/invitations/new`, participants, people.invitePage),
    post(`${inside}/invitations`, participants, people.invite),
    get(`${inside}/invitations/:invitation/withdrawal`, participants, people.withdrawing),
    post(`${inside}/invitations/:invitation/withdrawal`, participants, people.withdraw),
    post(`${inside}/invitations/:invitation/renewal`, participants, people.renew),
    get(`${inside}/partners/new`, participants, people.silentPage),
    post(`${inside}/partners`, participants, people.addSilent),
    get(partner, participants, people.partner),
    post(`${partner}/invitations`, participants, people.inviteOne),
    post(`${partner}/recording`, participants, people.recordFor),
    post(`${partner}/people/:membership/role`, participants, people.role),
    get(`${partner}/people/:membership/end`, participants, people.endingAt),
    post(`${partner}/people/:membership/end`, participants, people.endAt),
    post(`${partner}/removal`, participants, people.remove),
    post(`${partner}/return`, participants, people.giveBack),

    // By link, without an account. A GET changes nothing, because programs open links in mails too.
    get('/partnership-invitations/:token', holderOfPartLink, invitation.show),
    post('/partnership-invitations/:token', holderOfPartLink, invitation.accept),
    post('/partnership-invitations/:token/decline', holderOfPartLink, invitation.decline),
    get('/taking-part', known, own.ownPage),
    post('/taking-part', known, own.save),
    post('/taking-part/account', known, own.askForAccount),
    post('/taking-part/forgetting', known, own.forget),
    get('/taking-part/way-in', anyoneAsThemselves, own.wayInPage),
    post('/taking-part/way-in', anyoneAsThemselves, own.sendWayIn),
    get('/taking-part/joining', known, own.joiningPage),
    post('/taking-part/joining', known, own.join),
    get('/taking-part/accounts/:token', holderOfPartLink, own.accountPage),
    post('/taking-part/accounts/:token', holderOfPartLink, own.makeAccount),
    get('/taking-part/:token', holderOfPartLink, own.goOnPage),
    post('/taking-part/:token', holderOfPartLink, own.goOn),
  ];
}
