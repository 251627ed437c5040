import type { House } from '../../platform/house.ts';
import {
  administrator,
  anyone,
  get,
  holderOfLink,
  post,
  type Route,
  signedIn,
  thoseInTheSpace,
} from '../../platform/http/route.ts';
import { beginningHandlers } from './routes/beginning.tsx';
import { briefHandlers } from './routes/briefs.tsx';
import { complaintHandlers } from './routes/complaints.tsx';
import { confirmationHandlers } from './routes/confirmation.tsx';
import { listHandlers } from './routes/lists.tsx';
import { lostLinkHandlers } from './routes/lost-links.tsx';
import { requestHandlers } from './routes/requests.tsx';

export function routes(house: House): Route[] {
  const brief = briefHandlers(house);
  const beginning = beginningHandlers(house);
  const complaint = complaintHandlers(house, beginning);
  const confirmation = confirmationHandlers(house);
  const list = listHandlers(house);
  const lost = lostLinkHandlers(house);
  const request = requestHandlers(house);

  return [
    // A page is written: three short steps, saved at each.
    get('/briefs/new', anyone, beginning.newBrief),
    post('/briefs', anyone, beginning.begin),
    get('/briefs/new/perspective', anyone, beginning.newPerspective),
    post('/briefs/new/perspective', anyone, beginning.beginWithPerspective),
    get('/briefs/:id', thoseInTheSpace, brief.review),
    get('/briefs/:id/perspective', thoseInTheSpace, brief.perspective),
    post('/briefs/:id/perspective', thoseInTheSpace, brief.savePerspective),
    get('/briefs/:id/steps/:step', thoseInTheSpace, brief.stepPage),
    post('/briefs/:id/steps/:step', thoseInTheSpace, brief.saveStep),
    get('/briefs/:id/unit', thoseInTheSpace, brief.choosePage),
    post('/briefs/:id/unit', thoseInTheSpace, brief.chooseUnit),
    post('/briefs/:id/sending', thoseInTheSpace, brief.send),
    post('/briefs/:id/removal', thoseInTheSpace, brief.drop),
    get('/complaints/turn', anyone, complaint.turnPage),
    post('/complaints/turn', anyone, complaint.turn),

    // Without an account: links from mails. A GET changes nothing, because programs open links in mails too.
    get('/links/briefs/:token', holderOfLink, beginning.resume),
    get('/links/confirmations/:token', holderOfLink, confirmation.confirmPage),
    post('/links/confirmations/:token', holderOfLink, confirmation.confirm),
    get('/links/answered', anyone, request.answered),
    get('/links/requests', anyone, lost.lostLinksPage),
    post('/links/requests', anyone, lost.sendLinks),
    get('/links/requests/:token', holderOfLink, request.show),
    get('/links/requests/:token/acts/:act', holderOfLink, request.actPage),
    post('/links/requests/:token/acts/:act', holderOfLink, request.act),
    post('/links/requests/:token/openness', holderOfLink, request.chooseOpen),
    post('/links/requests/:token/rating', holderOfLink, request.rate),
    post('/links/requests/:token/keeping', holderOfLink, request.keep),
    get('/links/requests/:token/report', holderOfLink, request.reportPage),
    post('/links/requests/:token/report', holderOfLink, request.report),

    // With an account.
    get('/requests', signedIn, list.inbox),
    get('/requests/held', signedIn, confirmation.held),
    get('/requests/held/:id', signedIn, confirmation.heldPage),
    post('/requests/held/:id/release', signedIn, confirmation.release),
    post('/requests/held/:id/discard', signedIn, confirmation.discard),
    get('/requests/late', administrator, list.late),
    get('/requests/:id', thoseInTheSpace, request.show),
    get('/requests/:id/acts/:act', thoseInTheSpace, request.actPage),
    post('/requests/:id/acts/:act', thoseInTheSpace, request.act),
    post('/requests/:id/openness', thoseInTheSpace, request.chooseOpen),
    post('/requests/:id/rating', thoseInTheSpace, request.rate),
    get('/requests/:id/report', thoseInTheSpace, request.reportPage),
    post('/requests/:id/report', thoseInTheSpace, request.report),

    // For everyone, and for those who look after the city.
    get('/answered/:id', anyone, list.published),
    get('/answered/:id/report', anyone, list.reportPublishedPage),
    post('/answered/:id/report', anyone, list.reportPublished),
    get('/reports', administrator, list.reports),
    post('/reports/:id/closure', administrator, list.closeReport),
    get('/settings/liaison', administrator, list.liaisonPage),
    post('/settings/liaison', administrator, list.saveLiaison),
  ];
}
