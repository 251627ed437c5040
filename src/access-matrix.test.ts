import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from './platform/id.ts';
import { type Answer, openTestTown, type TestTown } from './testing.ts';
import { formFor, pathOf } from './testing-addresses.ts';
import { bare, expectRow } from './testing-answers.ts';
import { type Half, keepAsItIs, secrets, settleTwoHalves, type World } from './testing-two-of-each.ts';

/**
 * Who gets what answer where, written by hand and not derived from what the routes declare: `in` is the way to
 * signing in. Rows and ids are those of one half of the town. `member`, `contact` and `lead` belong to its
 * department (the liaison desk), group and body; `asker` wrote its request and its unfinished page; `foreign`
 * leads the other half's organisations, `other` wrote its request. What stands in brackets is the
 * organisation, card or link that is meant where there are several kinds.
 */
const matrix = `
                                                       stranger outsider member   contact  lead     foreign  asker    other    admin
GET /                                                  200      200      200      200      200      200      200      200      200
GET /about                                             200      200      200      200      200      200      200      200      200
GET /accessibility                                     200      200      200      200      200      200      200      200      200
GET /answered/:id                                      200      200      200      200      200      200      200      200      200
GET /answered/:id/report                               200      200      200      200      200      200      200      200      200
GET /account                                           in       200      200      200      200      200      200      200      200
GET /account/data                                      in       200      200      200      200      200      200      200      200
GET /account/data/everything.html                      in       200      200      200      200      200      200      200      200
GET /account/data/everything.json                      in       200      200      200      200      200      200      200      200
GET /account/merging                                   in       200      200      200      200      200      200      200      200
GET /account/merging/:token                            in       404      404      404      200      404      404      404      404
GET /account/second-factor                             in       200      200      200      200      200      200      200      200
GET /account/second-factor/app                         in       303      303      303      303      303      303      303      303
GET /account/second-factor/codes                       in       303      303      303      303      303      303      303      303
GET /account/second-factor/passkeys/:id                in       404      404      404      200      404      404      404      404
GET /briefs/:id                                        in       404      404      404      404      404      200      404      404
GET /briefs/:id/perspective                            in       404      404      404      404      404      200      404      404
GET /briefs/:id/steps/:step                            in       404      404      404      404      404      200      404      404
GET /briefs/:id/unit                                   in       404      404      404      404      404      200      404      404
GET /briefs/new                                        200      200      200      200      200      200      200      200      200
GET /briefs/new/perspective                            200      200      200      200      200      200      200      200      200
GET /claims                                            in       403      403      403      403      403      403      403      200
GET /complaints/turn                                   200      200      200      200      200      200      200      200      200
GET /desk                                              in       200      200      200      200      200      200      200      200
GET /directory-files                                   in       403      403      403      403      403      403      403      200
GET /directory-files/:id                               in       403      403      403      403      403      403      403      200
GET /directory-files/organisations.csv                 in       403      403      403      403      403      403      403      200
GET /directory-files/responsibilities.csv              in       403      403      403      403      403      403      403      200
GET /files/:file                                       in       404      200      200      200      404      404      404      404
GET /files/:file/small                                 in       404      200      200      200      404      404      404      404
GET /framework                                         200      200      200      200      200      200      200      200      200
GET /framework/:id                                     200      200      200      200      200      200      200      200      200
GET /framework/:id/edit                                in       403      403      403      403      403      403      403      200
GET /framework/new                                     in       403      403      403      403      403      403      403      200
GET /goals                                             200      200      200      200      200      200      200      200      200
GET /goals/:id                                         200      200      200      200      200      200      200      200      200
GET /goals/:id/edit                                    in       403      403      403      403      403      403      403      200
GET /goals/new                                         in       403      403      403      403      403      403      403      200
GET /guide                                             200      200      200      200      200      200      200      200      200
GET /guide/:element                                    200      200      200      200      200      200      200      200      200
GET /guide/lessons                                     200      200      200      200      200      200      200      200      200
GET /guide/lessons/:lesson                             200      200      200      200      200      200      200      200      200
GET /guide/library                                     200      200      200      200      200      200      200      200      200
GET /guide/method                                      200      200      200      200      200      200      200      200      200
GET /imprint                                           200      200      200      200      200      200      200      200      200
GET /invitations                                       200      200      200      200      200      200      200      200      200
GET /invitations/:token                                200      200      200      200      200      200      200      200      200
GET /journal                                           200      200      200      200      200      200      200      200      200
GET /links/answered                                    200      200      200      200      200      200      200      200      200
GET /links/briefs/:token                               303      303      303      303      303      303      303      303      303
GET /links/confirmations/:token                        200      200      200      200      200      200      200      200      200
GET /links/requests                                    200      200      200      200      200      200      200      200      200
GET /links/requests/:token                             200      200      200      200      200      200      200      200      200
GET /links/requests/:token/acts/:act                   200      200      200      200      200      200      200      200      200
GET /links/requests/:token/report                      200      200      200      200      200      200      200      200      200
GET /links/requests/:token (answer)                    200      200      200      200      200      200      200      200      200
GET /links/requests/:token/acts/:act (answer)          200      200      200      200      200      200      200      200      200
GET /links/requests/:token/report (answer)             200      200      200      200      200      200      200      200      200
GET /live                                              in       303      303      303      303      303      303      303      303
GET /logo                                              404      404      404      404      404      404      404      404      404
GET /open                                              200      200      200      200      200      200      200      200      200
GET /open/feed.atom                                    200      200      200      200      200      200      200      200      200
GET /open/:slug                                        200      200      200      200      200      200      200      200      200
GET /open/:slug/:lang                                  200      200      200      200      200      200      200      200      200
GET /open/:slug/card.png                               200      200      200      200      200      200      200      200      200
GET /open/:slug/decisions                              200      200      200      200      200      200      200      200      200
GET /open/:slug/decisions/:decision                    200      200      200      200      200      200      200      200      200
GET /open/:slug/decisions/:decision/proof.json         200      200      200      200      200      200      200      200      200
GET /open/:slug/decisions/feed.atom                    200      200      200      200      200      200      200      200      200
GET /open/:slug/feed.atom                              200      200      200      200      200      200      200      200      200
GET /open/:slug/pictures/:file                         200      200      200      200      200      200      200      200      200
GET /open/:slug/pictures/:file/small                   200      200      200      200      200      200      200      200      200
GET /organisations                                     200      200      200      200      200      200      200      200      200
GET /organisations/:slug                               200      200      200      200      200      200      200      200      200
GET /organisations/:slug (hidden)                      404      404      200      200      200      404      404      404      404
GET /organisations/:slug/absences                      in       404      404      200      200      404      404      404      200
GET /organisations/:slug/card                          in       404      404      200      200      404      404      404      200
GET /organisations/:slug/contact                       in       404      404      200      200      404      404      404      200
GET /organisations/:slug/responsibilities              in       404      404      200      200      404      404      404      200
GET /organisations/:slug/responsibilities/:id          in       404      404      200      200      404      404      404      200
GET /organisations/:slug/suggestions                   in       404      404      200      200      404      404      404      200
GET /organisations/:slug/ties                          in       404      404      200      200      404      404      404      200
GET /organisations/:slug/absences (group)              in       404      404      200      200      404      404      404      404
GET /organisations/:slug/card (group)                  in       404      404      200      200      404      404      404      404
GET /organisations/:slug/contact (group)               in       404      404      200      200      404      404      404      404
GET /organisations/:slug/responsibilities (group)      in       404      404      200      200      404      404      404      404
GET /organisations/:slug/suggestions (group)           in       404      404      200      200      404      404      404      404
GET /organisations/:slug/ties (group)                  in       404      404      200      200      404      404      404      404
GET /organisations/:slug/allies                        in       404      200      200      200      404      404      404      404
GET /organisations/:slug/allies/:id                    in       404      200      200      200      404      404      404      404
GET /organisations/:slug/claim                         in       200      200      200      200      200      200      200      200
GET /organisations/:slug/claim (department)            in       404      404      404      404      404      404      404      404
GET /organisations/:slug/members                       in       404      404      200      200      404      404      404      404
GET /organisations/:slug/suggestions/new               200      200      200      200      200      200      200      200      200
GET /organisations/:slug/suggestions/new (hidden)      404      404      200      200      200      404      404      404      404
GET /organisations/:slug/value-cards/new               in       404      200      200      200      404      404      404      404
GET /outbox                                            404      404      404      404      404      404      404      404      404
GET /outbox/:id                                        404      404      404      404      404      404      404      404      404
GET /partnership-invitations/:token                    200      200      200      200      200      200      200      200      200
GET /partnerships                                      in       200      200      200      200      200      200      200      200
GET /partnerships/new                                  in       200      200      200      200      200      200      200      200
GET /privacy                                           200      200      200      200      200      200      200      200      200
GET /registration                                      in       200      200      200      200      200      200      200      200
GET /reports                                           in       403      403      403      403      403      403      403      200
GET /requests                                          in       200      200      200      200      200      200      200      200
GET /requests/:id                                      in       404      200      200      200      404      200      404      404
GET /requests/:id/acts/:act                            in       404      200      200      200      404      303      404      404
GET /requests/:id/report                               in       404      200      200      200      404      200      404      404
GET /requests/held                                     in       404      200      200      200      404      404      404      404
GET /requests/held/:id                                 in       404      200      200      200      404      404      404      404
GET /requests/late                                     in       403      403      403      403      403      403      403      200
GET /search                                            200      200      200      200      200      200      200      200      200
GET /settings                                          in       403      403      403      403      403      403      403      200
GET /settings/accounts                                 in       403      403      403      403      403      403      403      200
GET /settings/accounts/:id                             in       403      403      403      403      403      403      403      200
GET /settings/accounts/:id/erasure                     in       403      403      403      403      403      403      403      200
GET /settings/city                                     in       403      403      403      403      403      403      403      200
GET /settings/days                                     in       403      403      403      403      403      403      403      200
GET /settings/joining                                  in       403      403      403      403      403      403      403      200
GET /settings/liaison                                  in       403      403      403      403      403      403      403      200
GET /settings/lost-factors                             in       403      403      403      403      403      403      403      200
GET /settings/lost-factors/:id                         in       403      403      403      403      403      403      403      200
GET /settings/look                                     in       403      403      403      403      403      403      403      200
GET /settings/partnership-imports                      in       403      403      403      403      403      403      403      200
GET /settings/partnership-imports/:arrival             in       403      403      403      403      403      403      403      200
GET /settings/processing                               in       403      403      403      403      403      403      403      200
GET /settings/processing/city                          in       403      403      403      403      403      403      403      200
GET /settings/processing/register.csv                  in       403      403      403      403      403      403      403      200
GET /settings/own-sign-in                              in       403      403      403      403      403      403      403      200
GET /settings/second-factor                            in       403      403      403      403      403      403      403      200
GET /settings/mail                                     in       403      403      403      403      403      403      403      200
GET /settings/guide                                    in       403      403      403      403      403      403      403      200
GET /settings/guide/:element/:locale                   in       403      403      403      403      403      403      403      200
GET /settings/texts/:kind                              in       403      403      403      403      403      403      403      200
GET /settings/ways                                     in       403      403      403      403      403      403      403      200
GET /settings/ways/:id/edit                            in       403      403      403      403      403      403      403      200
GET /settings/ways/new                                 in       403      403      403      403      403      403      403      303
GET /setup                                             404      404      404      404      404      404      404      404      404
GET /setup/city                                        in       403      403      403      403      403      403      403      303
GET /sign-in                                           200      200      200      200      200      200      200      200      200
GET /sign-in/code                                      in       in       in       in       in       in       in       in       in
GET /sign-in/links/:token                              200      200      200      200      200      200      200      200      200
GET /sign-in/lost                                      in       in       in       in       in       in       in       in       in
GET /sign-in/organisation                              200      200      200      200      200      200      200      200      200
GET /sign-in/organisation/:space                       404      404      404      404      404      404      404      404      404
GET /sign-in/sent                                      200      200      200      200      200      200      200      200      200
GET /sign-up                                           200      200      200      200      200      200      200      200      200
GET /sources                                           200      200      200      200      200      200      200      200      200
GET /spaces/:space/people                              in       404      200      200      200      404      404      404      200
GET /spaces/:space/sign-in                             in       404      404      404      200      404      404      404      200
GET /stories/freiburg                                  200      200      200      200      200      200      200      200      200
GET /taking-part                                       in       303      303      303      303      303      303      303      303
GET /taking-part/:token                                200      200      200      200      200      200      200      200      200
GET /taking-part/accounts/:token                       200      200      200      200      200      200      200      200      200
GET /taking-part/way-in                                200      303      303      303      303      303      303      303      303
GET /taking-part/joining                               in       303      303      303      303      303      303      303      303
GET /told                                              in       200      200      200      200      200      200      200      200
GET /told/links/:token                                 200      200      200      200      200      200      200      200      200
GET /tour                                              404      404      404      404      404      404      404      404      404
GET /tour/:stop                                        404      404      404      404      404      404      404      404      404
GET /training                                          200      200      200      200      200      200      200      200      200
GET /training/:id                                      200      200      200      200      200      200      200      200      200
GET /training/:id/edit                                 in       403      403      403      403      403      403      403      200
GET /training/:id/session.ics                          200      200      200      200      200      200      200      200      200
GET /training/new                                      in       403      403      403      403      403      403      403      200
GET /value-cards/:id                                   200      200      200      200      200      200      200      200      200
GET /value-cards/:id (hidden)                          404      404      200      200      200      404      404      404      404
GET /value-cards/:id/edit                              in       404      200      200      200      404      404      404      404
GET /welcome                                           200      200      200      200      200      200      200      200      200
GET /who-does-what                                     200      200      200      200      200      200      200      200      200
POST /account                                          in       303      303      303      303      303      303      303      303
POST /account/data/erasure                             in       303      303      303      422      303      303      303      422
POST /account/data/erasure/undoing                     in       303      303      303      303      303      303      303      303
POST /account/data/proof                               in       404      404      404      404      404      404      404      404
POST /account/data/sure                                in       422      422      422      422      422      422      422      422
POST /account/merging                                  in       303      303      303      303      303      303      303      303
POST /account/merging/:token                           in       404      404      404      303      404      404      404      404
POST /account/password                                 in       303      303      303      303      303      303      303      303
POST /account/second-factor/app                        in       303      303      303      303      303      303      303      303
POST /account/second-factor/app/confirmation           in       303      303      303      303      303      303      303      303
POST /account/second-factor/app/removal                in       422      422      422      422      422      422      422      422
POST /account/second-factor/codes                      in       303      303      303      303      303      303      303      303
POST /account/second-factor/codes/kept                 in       303      303      303      303      303      303      303      303
POST /account/second-factor/passkeys                   in       422      422      422      422      422      422      422      422
POST /account/second-factor/passkeys/:id               in       404      404      404      303      404      404      404      404
POST /account/second-factor/passkeys/:id/removal       in       404      404      404      303      404      404      404      404
POST /account/second-factor/passkeys/questions         in       201      201      201      201      201      201      201      201
POST /account/second-factor/sure                       in       422      422      422      422      422      422      422      422
POST /account/sessions/:id/end                         in       404      404      404      303      404      404      404      404
POST /account/sessions/others/end                      in       303      303      303      303      303      303      303      303
POST /answered/:id/report                              303      303      303      303      303      303      303      303      303
POST /briefs                                           303      303      303      303      303      303      303      303      303
POST /briefs/:id/perspective                           404      404      404      404      404      404      303      404      404
POST /briefs/:id/removal                               404      404      404      404      404      404      303      404      404
POST /briefs/:id/sending                               404      404      404      404      404      404      303      404      404
POST /briefs/:id/steps/:step                           404      404      404      404      404      404      303      404      404
POST /briefs/:id/unit                                  404      404      404      404      404      404      303      404      404
POST /briefs/new/perspective                           303      303      303      303      303      303      303      303      303
POST /claims/:id/acceptance                            in       403      403      403      403      403      403      403      303
POST /claims/:id/decline                               in       403      403      403      403      403      403      403      303
POST /complaints/turn                                  303      303      303      303      303      303      303      303      303
POST /directory-files                                  in       403      403      403      403      403      403      403      422
POST /directory-files/:id/import                       in       403      403      403      403      403      403      403      422
POST /framework                                        in       403      403      403      403      403      403      403      303
POST /framework/:id/confirmation                       in       403      403      403      403      403      403      403      303
POST /framework/:id/edit                               in       403      403      403      403      403      403      403      303
POST /framework/:id/retirement                         in       403      403      403      403      403      403      403      303
POST /framework/:id/return                             in       403      403      403      403      403      403      403      303
POST /goals                                            in       403      403      403      403      403      403      403      303
POST /goals/:id/edit                                   in       403      403      403      403      403      403      403      303
POST /goals/:id/retirement                             in       403      403      403      403      403      403      403      303
POST /goals/:id/return                                 in       403      403      403      403      403      403      403      303
POST /invitations/:token                               303      303      303      303      303      303      303      303      303
POST /links/confirmations/:token                       303      303      303      303      303      303      303      303      303
POST /links/requests                                   303      303      303      303      303      303      303      303      303
POST /links/requests/:token/acts/:act                  303      303      303      303      303      303      303      303      303
POST /links/requests/:token/acts/:act (answer)         303      303      303      303      303      303      303      303      303
POST /links/requests/:token/keeping                    404      303      303      303      303      303      303      303      303
POST /links/requests/:token/keeping (answer)           404      404      404      404      404      404      404      404      404
POST /links/requests/:token/openness                   303      303      303      303      303      303      303      303      303
POST /links/requests/:token/openness (answer)          303      303      303      303      303      303      303      303      303
POST /links/requests/:token/rating                     404      404      404      404      404      404      404      404      404
POST /links/requests/:token/rating (answer)            303      303      303      303      303      303      303      303      303
POST /links/requests/:token/report                     303      303      303      303      303      303      303      303      303
POST /links/requests/:token/report (answer)            303      303      303      303      303      303      303      303      303
POST /live/writing                                     in       404      404      404      404      404      404      404      404
POST /organisations/:slug/absences                     404      404      404      303      303      404      404      404      303
POST /organisations/:slug/absences/:id/end             404      404      404      303      303      404      404      404      303
POST /organisations/:slug/card                         404      404      404      303      303      404      404      404      303
POST /organisations/:slug/confirmation                 404      404      404      303      303      404      404      404      303
POST /organisations/:slug/contact                      404      404      404      303      303      404      404      404      303
POST /organisations/:slug/responsibilities             404      404      404      303      303      404      404      404      303
POST /organisations/:slug/responsibilities/:id         404      404      404      303      303      404      404      404      303
POST /organisations/:slug/responsibilities/:id/place   404      404      404      303      303      404      404      404      303
POST /organisations/:slug/responsibilities/:id/removal 404      404      404      303      303      404      404      404      303
POST /organisations/:slug/responsibilities/:id/return  404      404      404      303      303      404      404      404      303
POST /organisations/:slug/suggestions/:id/settlement   404      404      404      303      303      404      404      404      303
POST /organisations/:slug/card (group)                 404      404      404      303      303      404      404      404      404
POST /organisations/:slug/confirmation (group)         404      404      404      303      303      404      404      404      404
POST /organisations/:slug/contact (group)              404      404      404      303      303      404      404      404      404
POST /organisations/:slug/responsibilities (group)     404      404      404      303      303      404      404      404      404
POST /organisations/:slug/ties/:tie/:id                404      404      404      303      303      404      404      404      404
POST /organisations/:slug/allies                       404      404      303      303      303      404      404      404      404
POST /organisations/:slug/allies/:id                   404      404      303      303      303      404      404      404      404
POST /organisations/:slug/allies/:id/asks              404      404      303      303      303      404      404      404      404
POST /organisations/:slug/allies/:id/asks/:ask/done    404      404      303      303      303      404      404      404      404
POST /organisations/:slug/allies/:id/removal           404      404      303      303      303      404      404      404      404
POST /organisations/:slug/allies/:id/return            404      404      303      303      303      404      404      404      404
POST /organisations/:slug/claim                        in       303      303      303      303      303      303      303      303
POST /organisations/:slug/claim (department)           in       404      404      404      404      404      404      404      404
POST /organisations/:slug/members                      404      404      404      303      303      404      404      404      404
POST /organisations/:slug/members/:id/removal          404      404      404      303      303      404      404      404      404
POST /organisations/:slug/suggestions                  303      303      303      303      303      303      303      303      303
POST /organisations/:slug/value-cards                  404      404      303      303      303      404      404      404      404
POST /partnership-invitations/:token                   303      303      303      303      303      303      303      303      303
POST /partnership-invitations/:token/decline           303      303      303      303      303      303      303      303      303
POST /partnerships                                     in       303      303      303      303      303      303      303      303
POST /registration                                     in       303      303      303      303      303      303      303      303
POST /reports/:id/closure                              in       403      403      403      403      403      403      403      303
POST /settings/accounts/:id/closure                    in       403      403      403      403      403      403      403      303
POST /settings/accounts/:id/erasure                    in       403      403      403      403      403      403      403      303
POST /settings/accounts/:id/erasure/undoing            in       403      403      403      403      403      403      403      303
POST /settings/accounts/:id/return                     in       403      403      403      403      403      403      403      303
POST /requests/:id/acts/:act                           404      404      303      303      303      404      404      404      404
POST /requests/:id/openness                            404      404      303      303      303      404      303      404      404
POST /requests/:id/rating                              404      404      303      303      303      404      404      404      404
POST /requests/:id/report                              404      404      303      303      303      404      303      404      404
POST /requests/held/:id/discard                        in       404      303      303      303      404      404      404      404
POST /requests/held/:id/release                        in       404      303      303      303      404      404      404      404
POST /settings/city                                    in       403      403      403      403      403      403      403      303
POST /settings/days                                    in       403      403      403      403      403      403      403      303
POST /settings/joining                                 in       403      403      403      403      403      403      403      303
POST /settings/liaison                                 in       403      403      403      403      403      403      403      303
POST /settings/look                                    in       403      403      403      403      403      403      403      303
POST /settings/lost-factors/:id/agreement              in       403      403      403      403      403      403      403      422
POST /settings/lost-factors/:id/check                  in       403      403      403      403      403      403      403      303
POST /settings/lost-factors/:id/closure                in       403      403      403      403      403      403      403      303
POST /settings/mail/:id/attempts                       in       403      403      403      403      403      403      403      303
POST /settings/mail/stuck                              in       403      403      403      403      403      403      403      303
POST /settings/mail/tests                              in       403      403      403      403      403      403      403      303
POST /settings/partnership-imports                     in       403      403      403      403      403      403      403      422
POST /settings/partnership-imports/:arrival            in       403      403      403      403      403      403      403      303
POST /settings/partnership-imports/:arrival/dropping   in       403      403      403      403      403      403      403      303
POST /settings/processing/city                         in       403      403      403      403      403      403      403      303
POST /settings/second-factor                           in       403      403      403      403      403      403      403      303
POST /settings/guide/:element/:locale                  in       403      403      403      403      403      403      403      303
POST /settings/texts/:kind                             in       403      403      403      403      403      403      403      303
POST /settings/ways                                    in       403      403      403      403      403      403      403      303
POST /settings/ways/:id/edit                           in       403      403      403      403      403      403      403      303
POST /settings/ways/:id/retirement                     in       403      403      403      403      403      403      403      303
POST /settings/ways/:id/return                         in       403      403      403      403      403      403      403      303
POST /setup                                            404      404      404      404      404      404      404      404      404
POST /setup/city                                       in       403      403      403      403      403      403      403      303
POST /sign-in                                          422      422      422      422      422      422      422      422      422
POST /sign-in/code                                     in       in       in       in       in       in       in       in       in
POST /sign-in/links                                    303      303      303      303      303      303      303      303      303
POST /sign-in/links/:token                             404      404      404      404      404      404      404      404      404
POST /sign-in/lost                                     in       in       in       in       in       in       in       in       in
POST /sign-in/organisation                             422      422      422      422      422      422      422      422      422
POST /sign-in/passkey                                  422      422      422      422      422      422      422      422      422
POST /sign-in/passkey/questions                        201      201      201      201      201      201      201      201      201
POST /sign-out                                         303      303      303      303      303      303      303      303      303
POST /sign-up                                          422      422      422      422      422      422      422      422      422
POST /spaces/:space/invitations                        404      404      404      404      303      404      404      404      303
POST /spaces/:space/invitations/:id/withdrawal         404      404      404      404      303      404      404      404      303
POST /spaces/:space/members/:id/end                    404      404      303      404      303      404      404      404      303
POST /spaces/:space/sign-in/closure                    404      404      404      404      303      404      404      404      303
POST /spaces/:space/sign-in/domain                     404      404      404      404      303      404      404      404      303
POST /spaces/:space/sign-in/opening                    404      404      404      404      303      404      404      404      303
POST /spaces/:space/sign-in/proof                      404      404      404      404      422      404      404      404      422
POST /spaces/:space/sign-in/service                    404      404      404      404      422      404      404      404      422
POST /spaces/:space/sign-in/trial                      404      404      404      404      422      404      404      404      422
POST /taking-part                                      in       303      303      303      303      303      303      303      303
POST /taking-part/:token                               303      303      303      303      303      303      303      303      303
POST /taking-part/account                              in       303      303      303      303      303      303      303      303
POST /taking-part/accounts/:token                      303      303      303      303      303      303      303      303      303
POST /taking-part/forgetting                           in       303      303      303      303      303      303      303      303
POST /taking-part/way-in                               303      303      303      303      303      303      303      303      303
POST /taking-part/joining                              in       303      303      303      303      303      303      303      303
POST /told                                             in       303      303      303      303      303      303      303      303
POST /told/links/:token                                303      303      303      303      303      303      303      303      303
POST /tour/decline                                     404      404      404      404      404      404      404      404      404
POST /tour/return                                      404      404      404      404      404      404      404      404      404
POST /training                                         in       403      403      403      403      403      403      403      303
POST /training/:id/cancellation                        in       403      403      403      403      403      403      403      303
POST /training/:id/edit                                in       403      403      403      403      403      403      403      303
POST /training/:id/return                              in       403      403      403      403      403      403      403      303
POST /value-cards/:id/edit                             404      404      303      303      303      404      404      404      404
POST /value-cards/:id/removal                          404      404      303      303      303      404      404      404      404
`;

const [heading, ...lines] = matrix.trim().split('\n');
const roles = heading!.trim().split(/\s+/) as Role[];
const expected = lines.map((line) => {
  const [, route, cells] = /^(\S+ \S+(?: \([a-z]+\))?) +(.+)$/.exec(line)!;
  return { route: route!, cells: cells!.trim().split(/\s+/) };
});

type Role = 'stranger' | 'outsider' | 'member' | 'contact' | 'lead' | 'foreign' | 'asker' | 'other' | 'admin';

/** Who may ever read which secret of which half. */
const readers: Record<Half, Record<string, readonly Role[]>> = {
  own: {
    request: ['member', 'contact', 'lead', 'asker'],
    ally: ['member', 'contact', 'lead'],
    brief: ['asker'],
    hidden: ['member', 'contact', 'lead'],
  },
  foreign: { request: ['foreign', 'other'], ally: ['foreign'], brief: ['other'], hidden: ['foreign'] },
};

let town: TestTown;
let world: World;
let putBack: () => Promise<void>;

beforeAll(async () => {
  town = await openTestTown();
  world = await settleTwoHalves(town);
  for (const role of roles) await town.get('/about', { as: personOf(role) });
  await town.settle();
  await town.database.outer.query('delete from rate_limit');
  // Who has signed in just now has done so until the end of a long list.
  await town.database.outer.query(`update auth_session set proven_at = now() + interval '1 day'`);
  putBack = await keepAsItIs(town);
}, 400_000);
afterAll(() => town.close());

function personOf(role: Role): string | undefined {
  const { people } = world;
  if (role === 'stranger') return undefined;
  const others = { foreign: people.foreignLead, other: people.otherAsker, admin: people.administrator };
  return role in others ? others[role as 'admin'] : people[role as 'member'];
}

const isPage = (route: string) => route.startsWith('GET');
/** Whose forms are compared, as a sample: whoever is in nothing, and whoever sees most. The status is looked at for all. */
const asked: readonly Role[] = ['outsider', 'admin'];

/** Tries an address as somebody, and leaves the town as it was. */
async function attempt(route: string, path: string, role: Role): Promise<Answer> {
  const as = personOf(role);
  if (isPage(route)) return town.get(path, { as });
  const answer = await town.post(path, formFor(route, world), { as });
  // Whoever was turned away has changed nothing; only tries of links are counted even so.
  const turnedAway = ['in', '403', '404'].includes(cellOf(answer));
  if (turnedAway && !route.includes(':token')) return answer;
  if (answer.status === 303) await town.settle();
  await putBack();
  return answer;
}

const cellOf = ({ status, location }: Answer) =>
  status === 303 && location?.startsWith('/sign-in?next=') ? 'in' : String(status);

function expectNoSecrets({ html }: Answer, role: Role, where: string): void {
  for (const half of ['own', 'foreign'] as const) {
    for (const [kind, words] of Object.entries(secrets[half])) {
      if (html.includes(words))
        expect(readers[half][kind], `${role} read "${words}" at ${where}`).toContain(role);
    }
  }
}

it('has a line for every address, and none for an address that is gone', () => {
  // What is inside partnerships has a list of its own: access-partnerships.test.ts.
  const declared = town.house.instruments
    .flatMap(({ routes }) => routes)
    .filter(({ path }) => !path.startsWith('/partnerships/:id'))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const listed = new Set(expected.map(({ route }) => route.replace(/ \([a-z]+\)$/, '')));
  expect([...listed].sort()).toEqual(declared.sort());
});

describe('every address answers each role as the list says', () => {
  it.each(expected)('$route', async ({ route, cells }) => {
    const path = pathOf(route, world.halves.own, world.city);
    const missing = pathOf(route, nowhere(), nowhereInTheCity());
    const found: string[] = [];
    for (const role of roles) {
      const answer = await attempt(route, path, role);
      found.push(cellOf(answer));
      // Whoever holds a link reads what it opens.
      if (!route.includes(':token')) expectNoSecrets(answer, role, path);
      // What one may not know of looks like what is not there: each page, and what a form says to some.
      if (answer.status === 404 && missing !== path && (isPage(route) || asked.includes(role))) {
        const none = await attempt(route, missing, role);
        expect(none.status).toBe(404);
        expect(bare(answer, path), `${role} at ${path}`).toBe(bare(none, missing));
      }
    }
    expectRow(roles, found, cells);
  });
});

describe('ids of the other half, put into addresses of one’s own, open nothing', () => {
  const mixable = expected.filter(({ route }) => /:(slug|space).*:(id|ask)/.test(route));

  it.each(mixable)('$route', async ({ route }) => {
    const { own, foreign } = world.halves;
    const here = { department: own.department, group: own.group, body: own.body };
    const path = pathOf(route, { ...foreign, ...here }, world.city);
    const missing = pathOf(route, { ...nowhere(), ...here }, world.city);
    for (const role of ['lead', 'admin'] as const) {
      const answer = await attempt(route, path, role);
      const none = await attempt(route, missing, role);
      expect(answer.status, `${role} at ${path}`).toBe(404);
      expect(bare(answer, path)).toBe(bare(none, missing));
    }
  });
});

it('a link made for one purpose opens nothing at an address for another', async () => {
  const { tokens } = world.halves.own;
  const purposes: [RegExp, (keyof typeof tokens)[]][] = [
    [/\/invitations\//, ['invitation']],
    [/\/partnership-invitations\//, ['partInvitation']],
    [/\/taking-part\/accounts\//, ['partAccount']],
    [/\/taking-part\/:token/, ['part']],
    [/\/told\/links\//, ['told']],
    [/\/account\/merging\//, ['merge']],
    [/\/links\/briefs\//, ['brief']],
    [/\/links\/confirmations\//, ['confirm']],
    [/\/links\/requests\//, ['follow', 'answer']],
  ];
  for (const { route } of expected.filter((one) => one.route.includes('/:token'))) {
    const right = purposes.find(([pattern]) => pattern.test(route))?.[1] ?? [];
    for (const [purpose, token] of Object.entries(tokens)) {
      if (right.includes(purpose as 'brief') || route.includes('/sign-in/')) continue;
      const path = pathOf(route, world.halves.own, world.city).replace(
        /(account\/merging|told\/links|links\/[a-z]+|taking-part\/accounts|taking-part|partnership-invitations|invitations)\/[^/]+/,
        `$1/${token}`,
      );
      // Some links are for who is signed in alone.
      const role = route.includes('/account/') ? 'lead' : 'stranger';
      expect((await attempt(route, path, role)).status, path).toBe(404);
    }
  }
});

it('an address with something else than an id in it is not there, and breaks nothing', async () => {
  for (const { route } of expected.filter((one) => /:(id|space|ask|token|slug)/.test(one.route))) {
    const path = route
      .replace(/^\S+ /, '')
      .replace(/ \(.*/, '')
      .replaceAll(/:[a-z]+/g, "none'--");
    for (const role of ['lead', 'admin'] as const) {
      const { status } = await attempt(route, path, role);
      if (!route.includes('/sign-in/links')) expect([403, 404], `${role} at ${path}`).toContain(status);
    }
  }
});

function nowhere() {
  const organisation = () => ({ id: newId(), slug: `none-${newId()}` });
  const some = Object.keys(world.halves.own).map((name) => [name, newId()]);
  const tokens = Object.fromEntries(
    Object.keys(world.halves.own.tokens).map((name) => [name, `none.${newId()}`]),
  );
  return {
    ...(Object.fromEntries(some) as typeof world.halves.own),
    department: organisation(),
    group: organisation(),
    hidden: organisation(),
    unclaimed: organisation(),
    body: organisation(),
    tokens: tokens as typeof world.halves.own.tokens,
  };
}

function nowhereInTheCity(): World['city'] {
  return {
    goal: newId(),
    retiredGoal: newId(),
    provision: newId(),
    retiredProvision: newId(),
    training: newId(),
    cancelledTraining: newId(),
    way: newId(),
    retiredWay: newId(),
    report: newId(),
    upload: newId(),
    mail: newId(),
    loss: newId(),
    arrival: newId(),
    account: newId(),
  };
}
