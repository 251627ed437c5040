import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from './platform/id.ts';
import { type Answer, openTestTown, type TestTown } from './testing.ts';
import { bare, expectRow } from './testing-answers.ts';
import { keepAsItIs } from './testing-two-of-each.ts';
import { type Couple, type Ids, idsFor, settleTwoPartnerships } from './testing-two-partnerships.ts';

/**
 * Who gets what answer inside a partnership, written by hand and not derived from what the routes declare: `in`
 * is the way to signing in. `lead`, `member` and `watcher` (who only looks on) belong to its first partner, `peer`
 * leads the second, `observer` belongs to none. `foreign` facilitates another partnership.
 */
const matrix = `
                                                         stranger outsider observer watcher member lead peer facilitator foreign admin
GET /partnerships/:id                                    in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/timeline                           in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/timeline/:moment                   in       404      403      403     403    200  403  200         404     404
GET /partnerships/:id/timeline/new                       in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/timeline                          404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/timeline/:moment                  404      404      403      403     403    303  403  303         404     404
POST /partnerships/:id/timeline/:moment/removal          404      404      403      403     403    303  403  303         404     404
POST /partnerships/:id/timeline/:moment/return           404      404      403      403     403    303  403  303         404     404
GET /partnerships/:id/to-dos                             in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/to-dos/:todo                       in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/to-dos                            404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/to-dos/:todo                      404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/to-dos/:todo/done                 404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/to-dos/:todo/reopening            404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/to-dos/:todo/removal              404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/to-dos/:todo/return               404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/path                               in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/path/:element                      in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/path/:element/choices             404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/roles                              in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/roles/new                          in       404      403      403     200    200  200  200         404     404
GET /partnerships/:id/roles/:role                        in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/roles/:role/edit                   in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/roles                             404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/roles/:role/edit                  404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/roles/:role/nominations           404      404      403      403     403    303  303  403         404     404
POST /partnerships/:id/roles/:role/proposal              404      404      403      403     422    422  422  422         404     404
POST /partnerships/:id/roles/:role/answer                404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/roles/:role/consents              404      404      403      403     403    303  303  403         404     404
POST /partnerships/:id/roles/:role/withdrawal            404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/roles/:role/term                  404      404      403      403     403    303  403  403         404     404
POST /partnerships/:id/roles/:role/reading               404      404      403      403     403    404  403  403         404     404
POST /partnerships/:id/roles/:role/ending                404      404      403      403     403    303  403  303         404     404
POST /partnerships/:id/roles/:role/removal               404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/roles/:role/return                404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/beginning/what                     in       404      404      404     404    404  404  303         404     404
GET /partnerships/:id/beginning/who                      in       404      404      404     404    404  404  303         404     404
GET /partnerships/:id/beginning/start                    in       404      404      404     404    404  404  303         404     404
GET /partnerships/:id/export                             in       404      404      404     404    200  200  200         404     404
GET /partnerships/:id/export/file                        in       404      404      404     404    200  200  200         404     404
GET /partnerships/:id/edit                               in       404      404      404     404    404  404  200         404     404
GET /partnerships/:id/invitations/new                    in       404      404      404     404    404  404  200         404     404
GET /partnerships/:id/partners/:partner                  in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/partners/new                       in       404      404      404     404    404  404  200         404     404
GET /partnerships/:id/people                             in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/beginning/what                    404      404      404      404     404    404  404  303         404     404
POST /partnerships/:id/beginning/who                     404      404      404      404     404    404  404  303         404     404
POST /partnerships/:id/beginning/start                   404      404      404      404     404    404  404  303         404     404
POST /partnerships/:id/edit                              404      404      404      404     404    404  404  303         404     404
POST /partnerships/:id/end                               404      404      404      404     404    404  404  303         404     404
POST /partnerships/:id/invitations                       404      404      404      404     404    404  404  303         404     404
POST /partnerships/:id/invitations/:invitation/renewal   404      404      404      404     404    303  404  404         404     404
GET /partnerships/:id/invitations/:invitation/withdrawal  in       404      404      404     404    200  404  200         404     404
POST /partnerships/:id/invitations/:invitation/withdrawal 404      404      404      404     404    303  404  303         404     404
POST /partnerships/:id/partners                          404      404      404      404     404    404  404  303         404     404
POST /partnerships/:id/facilitators                      404      404      404      404     404    404  404  422         404     404
POST /partnerships/:id/partners/:partner/invitations     404      404      404      404     404    303  404  404         404     404
GET /partnerships/:id/partners/:partner/people/:membership/end in      404      404      404     200    200  404  404         404     404
POST /partnerships/:id/partners/:partner/people/:membership/end 404      404      404      404     303    303  404  404         404     404
POST /partnerships/:id/partners/:partner/people/:membership/role 404      404      404      404     404    303  404  404         404     404
POST /partnerships/:id/partners/:partner/recording       404      404      404      404     404    404  404  404         404     404
POST /partnerships/:id/partners/:partner/removal         404      404      404      404     404    303  404  303         404     404
POST /partnerships/:id/partners/:partner/return          404      404      404      404     404    404  404  404         404     404
GET /partnerships/:id/people/:participant/end            in       404      200      404     404    404  404  200         404     404
POST /partnerships/:id/people/:participant/end           404      404      303      404     404    404  404  303         404     404
POST /partnerships/:id/removal                           404      404      404      404     404    404  404  404         404     404
POST /partnerships/:id/resumption                        404      404      404      404     404    404  404  404         404     404
GET /partnerships/:id/decisions/week                     in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/delegation                         in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/delegation/asking                 404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/delegation/change                 404      404      403      403     403    403  403  303         404     404
GET /partnerships/:id/delegation/decided                 in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/delegation/decided                404      404      403      403     403    303  403  403         404     404
GET /partnerships/:id/delegation/decided/:decided        in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/delegation/decided/new             in       404      303      303     303    303  303  303         404     404
POST /partnerships/:id/delegation/rules                  404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/delegation/rules/:rule/removal    404      404      403      403     403    403  403  303         404     404
GET /partnerships/:id/delegation/rules/new               in       404      403      403     403    403  403  200         404     404
GET /partnerships/:id/delegation/who                     in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/adoptions                          in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/adoptions                         404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/adoptions/new                      in       404      403      403     200    200  200  200         404     404
GET /partnerships/:id/adoptions/:decision                in       404      303      303     303    303  303  303         404     404
GET /partnerships/:id/groups                             in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/groups                            404      404      403      403     403    403  403  303         404     404
GET /partnerships/:id/groups/new                         in       404      403      403     403    403  403  200         404     404
GET /partnerships/:id/groups/:group                      in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/groups/:group/edit                 in       404      403      403     403    403  403  200         404     404
POST /partnerships/:id/groups/:group/edit                404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/groups/:group/links               404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/groups/:group/people              404      404      403      403     403    303  403  303         404     404
POST /partnerships/:id/groups/:group/people/leaving      404      404      403      403     403    422  303  303         404     404
POST /partnerships/:id/groups/:group/ending              404      404      403      403     403    403  403  422         404     404
GET /partnerships/:id/decisions                          in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/decisions                         404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/decisions/ways                     in       404      403      403     200    200  200  200         404     404
GET /partnerships/:id/decisions/new                      in       404      403      403     303    303  303  303         404     404
GET /partnerships/:id/decisions/:decision                in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/decisions/:decision/voice          in       404      403      403     403    200  200  403         404     404
POST /partnerships/:id/decisions/:decision/voice         404      404      403      403     403    303  303  403         404     404
GET /partnerships/:id/decisions/:decision/wording        in       404      403      403     403    200  403  200         404     404
POST /partnerships/:id/decisions/:decision/wording       404      404      403      403     403    303  403  303         404     404
GET /partnerships/:id/decisions/:decision/later          in       404      403      403     403    200  403  200         404     404
POST /partnerships/:id/decisions/:decision/later         404      404      403      403     403    303  403  303         404     404
GET /partnerships/:id/decisions/:decision/stage          in       404      403      403     403    200  403  200         404     404
POST /partnerships/:id/decisions/:decision/stage         404      404      403      403     403    303  403  303         404     404
GET /partnerships/:id/decisions/:decision/promise        in       404      403      403     403    200  403  200         404     404
POST /partnerships/:id/decisions/:decision/promise       404      404      403      403     403    303  403  303         404     404
POST /partnerships/:id/decisions/:decision/experience    404      404      403      403     303    303  303  403         404     404
GET /partnerships/:id/decisions/:decision/objections/:objection in     404      200      200     200    200  200  200         404     404
POST /partnerships/:id/decisions/:decision/objections/:objection 404   404      403      403     403    303  403  303         404     404
POST /partnerships/:id/decisions/:decision/objections/:objection/consent 404 404 403     403     403    303  403  403         404     404
GET /partnerships/:id/decisions/:decision/reopening      in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/decisions/:decision/reopening     404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/decisions/:decision/closure       404      404      403      403     403    422  403  422         404     404
POST /partnerships/:id/decisions/:decision/withdrawal    404      404      403      403     403    303  403  303         404     404
GET /partnerships/:id/decisions/:decision/talk           in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/decisions/:decision/talk          404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/decisions/:decision/talk/reading  404      404      303      303     303    303  303  303         404     404
GET /partnerships/:id/decisions/:decision/talk/:said     in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/decisions/:decision/talk/:said    404      404      403      403     403    303  403  403         404     404
POST /partnerships/:id/decisions/:decision/talk/:said/taking-back 404      404      403      403     403    303  403  403         404     404
GET /partnerships/:id/decisions/:decision/outcome        in       404      403      403     403    200  403  200         404     404
POST /partnerships/:id/decisions/:decision/outcome       404      404      403      403     403    303  403  303         404     404
GET /partnerships/:id/disputes                           in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/disputes                          404      404      403      403     303    303  303  403         404     404
GET /partnerships/:id/disputes/new                       in       404      403      403     200    200  200  403         404     404
GET /partnerships/:id/disputes/days                      in       404      403      403     403    200  200  200         404     404
POST /partnerships/:id/disputes/days                     404      404      403      403     403    303  303  303         404     404
GET /partnerships/:id/disputes/:dispute                  in       404      404      200     200    200  200  200         404     404
GET /partnerships/:id/disputes/:dispute/step             in       404      404      403     403    200  200  403         404     404
POST /partnerships/:id/disputes/:dispute/step            404      404      404      403     403    303  303  403         404     404
GET /partnerships/:id/disputes/:dispute/settlement       in       404      404      403     403    200  200  403         404     404
POST /partnerships/:id/disputes/:dispute/settlement      404      404      404      403     403    303  303  403         404     404
GET /partnerships/:id/disputes/:dispute/time             in       404      404      403     403    200  200  403         404     404
POST /partnerships/:id/disputes/:dispute/time            404      404      404      403     403    303  303  403         404     404
GET /partnerships/:id/disputes/:dispute/helper           in       404      404      403     403    200  200  403         404     404
POST /partnerships/:id/disputes/:dispute/helper          404      404      404      403     403    303  303  403         404     404
GET /partnerships/:id/disputes/:dispute/notes            in       404      404      403     200    200  200  200         404     404
POST /partnerships/:id/disputes/:dispute/notes           404      404      404      403     303    303  303  303         404     404
GET /partnerships/:id/disputes/:dispute/decision         in       404      404      403     403    200  200  403         404     404
POST /partnerships/:id/disputes/:dispute/decision        404      404      404      403     403    303  303  403         404     404
GET /partnerships/:id/disputes/:dispute/look             in       404      404      403     403    200  200  403         404     404
POST /partnerships/:id/disputes/:dispute/look            404      404      404      403     403    303  303  403         404     404
GET /partnerships/:id/disputes/:dispute/offers/:offer    in       404      404      403     403    303  200  403         404     404
POST /partnerships/:id/disputes/:dispute/offers/:offer   404      404      404      403     403    422  303  403         404     404
GET /partnerships/:id/disputes/:dispute/log/:entry       in       404      404      403     200    200  200  403         404     404
POST /partnerships/:id/disputes/:dispute/log/:entry      404      404      404      403     303    303  303  403         404     404
GET /partnerships/:id/disputes/:dispute/fairness         in       404      404      403     403    200  200  403         404     404
POST /partnerships/:id/disputes/:dispute/fairness        404      404      404      403     403    303  303  403         404     404
POST /partnerships/:id/disputes/:dispute/withdrawal      404      404      404      403     403    303  403  403         404     404
POST /partnerships/:id/decisions/:decision/taking-off    404      404      403      403     403    303  403  303         404     404
GET /partnerships/:id/decisions/:decision/reading        in       404      403      403     403    200  200  403         404     404
POST /partnerships/:id/decisions/:decision/reading       404      404      403      403     403    303  303  403         404     404
GET /partnerships/:id/decisions/:decision/proof          in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/decisions/:decision/proof.json     in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/transition                              in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/transition/checks                       in       404      403      403     403    200  200  403         404     404
POST /partnerships/:id/transition/checks                      404      404      403      403     403    303  303  403         404     404
POST /partnerships/:id/transition/round                       404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/transition/proposals                   404      404      403      403     422    422  422  422         404     404
GET /partnerships/:id/transition/proposals/:proposal/words    in       404      403      403     403    200  200  403         404     404
POST /partnerships/:id/transition/proposals/:proposal/words   404      404      403      403     403    303  303  403         404     404
POST /partnerships/:id/transition/proposals/:proposal/withdrawal 404   404      403      403     403    403  403  303         404     404
GET /partnerships/:id/transition/plan                         in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/transition/plan/sheet                   in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/transition/plan                        404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/transition/plan/text                   404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/transition/plan/:milestone              in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/transition/plan/:milestone             404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/transition/plan/:milestone/date        404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/transition/plan/:milestone/steps       404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/transition/plan/:milestone/outcome     404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/transition/plan/:milestone/reopening   404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/moving-on                               in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/moving-on/proposals                    404      404      403      403     422    422  422  422         404     404
GET /partnerships/:id/moving-on/proposals/:proposal/words     in       404      403      403     403    200  200  403         404     404
POST /partnerships/:id/moving-on/proposals/:proposal/words    404      404      403      403     403    303  303  403         404     404
POST /partnerships/:id/moving-on/proposals/:proposal/withdrawal 404    404      403      403     403    403  403  303         404     404
POST /partnerships/:id/moving-on/round                        404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/moving-on/text                         404      404      403      403     422    422  422  422         404     404
GET /partnerships/:id/moving-on/thanks                        in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/moving-on/thanks                       404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/moving-on/ending                        in       404      403      403     403    403  403  200         404     404
POST /partnerships/:id/moving-on/ending                       404      404      403      403     403    403  403  303         404     404
GET /partnerships/:id/moving-on/items                         in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/moving-on/items                        404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/moving-on/items/to-dos                 404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/moving-on/items/:item                   in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/moving-on/items/:item                  404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/moving-on/items/:item/yes              404      404      403      403     403    303  403  403         404     404
POST /partnerships/:id/moving-on/items/:item/words            404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/moving-on/items/:item/removal          404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/moving-on/items/:item/return           404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/rounds                                  in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/rounds/new                              in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/rounds                                 404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/rounds/:round                           in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/rounds/:round/date                      in       404      403      403     403    403  403  200         404     404
POST /partnerships/:id/rounds/:round/date                     404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/rounds/:round/partners                 404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/rounds/:round/withdrawal               404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/rounds/:round/answer                   404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/rounds/:round/draft                    404      404      404      404     204    204  204  404         404     404
GET /partnerships/:id/rounds/:round/seal                      in       404      404      404     200    200  200  404         404     404
POST /partnerships/:id/rounds/:round/seal                     404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/rounds/:round/taking-back              404      404      404      404     303    303  303  404         404     404
GET /partnerships/:id/rounds/:round/for/:partner              in       404      404      404     404    404  404  200         404     404
POST /partnerships/:id/rounds/:round/for/:partner             404      404      404      404     404    404  404  303         404     404
POST /partnerships/:id/rounds/:round/comparison              404      404      403      403     303    303  303  403         404     404
POST /partnerships/:id/rounds/:round/marks                    404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/rounds/:round/marks/:mark/passages     404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/rounds/:round/marks/:mark/voice        404      404      403      403     303    303  303  403         404     404
POST /partnerships/:id/rounds/:round/marks/:mark/removal      404      404      403      403     303    303  403  403         404     404
POST /partnerships/:id/rounds/:round/marks/:mark/return       404      404      403      403     303    303  403  403         404     404
POST /partnerships/:id/rounds/:round/notes                    404      404      404      404     303    303  303  404         404     404
GET /partnerships/:id/texts                              in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/texts/new                          in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/texts                             404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/texts/:text                        in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/texts/:text/sheet                  in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/texts/:text/compare                in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/texts/:text/frame                  in       404      403      403     403    200  200  200         404     404
POST /partnerships/:id/texts/:text/frame                 404      404      403      403     403    303  303  303         404     404
GET /partnerships/:id/texts/:text/answers                in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/texts/:text/answers               404      404      403      403     403    303  303  403         404     404
GET /partnerships/:id/texts/:text/adoption               in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/texts/:text/adoption              404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/texts/:text/blocks/new             in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/texts/:text/blocks                404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/texts/:text/blocks/:block          in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/texts/:text/blocks/:block/edit     in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/texts/:text/blocks/:block/versions 404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/texts/:text/blocks/:block/history  in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/texts/:text/blocks/:block/comments 404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/texts/:text/blocks/:block/comments/:comment/settlement 404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/texts/:text/blocks/:block/comments/:comment/taking-back 404     404      403      403     403    403  303  403         404     404
POST /partnerships/:id/texts/:text/blocks/:block/removal 404      404      403      403     422    422  422  422         404     404
POST /partnerships/:id/texts/:text/blocks/:block/return  404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/framework                          in       404      200      200      200    200  200  200         404     404
GET /partnerships/:id/framework/:provision               in       404      200      200      200    200  200  200         404     404
POST /partnerships/:id/framework                         404      404      403      403      303    303  303  303         404     404
POST /partnerships/:id/framework/text                    404      404      403      403      303    303  303  303         404     404
POST /partnerships/:id/framework/:provision              404      404      403      403      303    303  303  303         404     404
POST /partnerships/:id/framework/:provision/taking-back  404      404      403      403      303    303  303  303         404     404
GET /partnerships/:id/gate                               in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/gate                              404      404      403      403     422    422  422  422         404     404
GET /partnerships/:id/gate/:gate                         in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/gate/:gate/date                   404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/gate/:gate/partners               404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/gate/:gate/withdrawal             404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/gate/:gate/answer                 404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/gate/:gate/draft                  404      404      404      404     204    204  204  404         404     404
GET /partnerships/:id/gate/:gate/seal                    in       404      404      404     200    200  200  404         404     404
POST /partnerships/:id/gate/:gate/seal                   404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/gate/:gate/taking-back            404      404      404      404     303    303  303  404         404     404
GET /partnerships/:id/gate/:gate/for/:partner            in       404      404      404     404    404  404  200         404     404
POST /partnerships/:id/gate/:gate/for/:partner           404      404      404      404     404    404  404  303         404     404
GET /partnerships/:id/gate/:gate/outcomes/:partner       in       404      403      403     403    200  403  403         404     404
POST /partnerships/:id/gate/:gate/outcomes/:partner      404      404      403      403     403    303  403  403         404     404
POST /partnerships/:id/gate/:gate/outcomes/:partner/consent 404    404      403      403     403    303  403  403         404     404
GET /partnerships/:id/strategy                           in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/strategy                          404      404      403      403     422    422  422  422         404     404
GET /partnerships/:id/strategy/:round                    in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/strategy/:round/date              404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/strategy/:round/partners          404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/strategy/:round/withdrawal        404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/strategy/:round/answer            404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/strategy/:round/draft             404      404      404      404     204    204  204  404         404     404
GET /partnerships/:id/strategy/:round/seal               in       404      404      404     200    200  200  404         404     404
POST /partnerships/:id/strategy/:round/seal              404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/strategy/:round/taking-back       404      404      404      404     303    303  303  404         404     404
GET /partnerships/:id/strategy/:round/for/:partner       in       404      404      404     404    404  404  200         404     404
POST /partnerships/:id/strategy/:round/for/:partner      404      404      404      404     404    404  404  303         404     404
GET /partnerships/:id/strategy/:round/text               in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/strategy/:round/text              404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/structure                          in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/structure                         404      404      403      403     422    422  422  422         404     404
GET /partnerships/:id/structure/:round                   in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/structure/:round/date             404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/structure/:round/partners         404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/structure/:round/withdrawal       404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/structure/:round/answer           404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/structure/:round/draft            404      404      404      404     204    204  204  404         404     404
GET /partnerships/:id/structure/:round/seal              in       404      404      404     200    200  200  404         404     404
POST /partnerships/:id/structure/:round/seal             404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/structure/:round/taking-back      404      404      404      404     303    303  303  404         404     404
GET /partnerships/:id/structure/:round/for/:partner      in       404      404      404     404    404  404  200         404     404
POST /partnerships/:id/structure/:round/for/:partner     404      404      404      404     404    404  404  303         404     404
GET /partnerships/:id/structure/:round/text              in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/structure/:round/text             404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/benefits                           in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/benefits                          404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/benefits/new                       in       404      403      403     200    200  200  200         404     404
GET /partnerships/:id/benefits/:benefit                  in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/benefits/:benefit/edit             in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/benefits/:benefit/edit            404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/benefits/:benefit/removal         404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/benefits/:benefit/return          404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/benefits/:benefit/checks          404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/texts/:text/occasions                                      in    404    200    200    200    200    200    200    404    404
POST /partnerships/:id/texts/:text/occasions                                     404    404    403    403    403    303    303    303    404    404
POST /partnerships/:id/texts/:text/occasions/noticed                             404    404    403    403    403    303    303    303    404    404
POST /partnerships/:id/texts/:text/occasions/:occasion/removal                   404    404    403    403    403    303    303    303    404    404
POST /partnerships/:id/texts/:text/occasions/:occasion/return                    404    404    403    403    403    303    303    303    404    404
POST /partnerships/:id/texts/:text/occasions/:occasion/happenings                404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/texts/:text/happenings/:happening/taking-back             404    404    403    403    403    303    403    403    404    404
GET /partnerships/:id/vision                                                     in    404    200    200    200    200    200    200    404    404
GET /partnerships/:id/differences                                                in    404    200    200    200    200    200    200    404    404
GET /partnerships/:id/differences/new                                            in    404    403    403    200    200    200    200    404    404
POST /partnerships/:id/differences                                               404    404    403    403    303    303    303    303    404    404
GET /partnerships/:id/differences/:difference                                    in    404    200    200    200    200    200    200    404    404
POST /partnerships/:id/differences/:difference/options                           404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/differences/:difference/options/:option/removal           404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/differences/:difference/options/:option/return            404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/differences/:difference/criteria                          404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/differences/:difference/criteria/:criterion/removal       404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/differences/:difference/criteria/:criterion/return        404    404    403    403    303    303    303    303    404    404
GET /partnerships/:id/differences/:difference/weighing                           in    404    403    403    200    200    200    403    404    404
POST /partnerships/:id/differences/:difference/weighing                          404    404    403    403    303    303    303    403    404    404
GET /partnerships/:id/differences/:difference/ways/new                           in    404    403    403    200    200    200    200    404    404
POST /partnerships/:id/differences/:difference/ways                              404    404    403    403    303    303    303    303    404    404
GET /partnerships/:id/differences/:difference/word                               in    404    403    403    403    200    200    403    404    404
POST /partnerships/:id/differences/:difference/word                              404    404    403    403    403    303    303    403    404    404
POST /partnerships/:id/differences/:difference/looks                             404    404    403    403    403    303    303    303    404    404
GET /partnerships/:id/fit                                                        in    404    200    200    200    200    200    200    404    404
POST /partnerships/:id/fit/goals                                                 404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/fit/goals/:common/removal                                 404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/fit/goals/:common/return                                  404    404    403    403    303    303    303    303    404    404
POST /partnerships/:id/fit/falls/:fall/talk                                      404    404    403    403    403    303    403    303    404    404
GET /partnerships/:id/fit/own                                                    in    404    404    404    200    200    200    404    404    404
POST /partnerships/:id/fit/own/goals                                             404    404    404    404    303    303    303    404    404    404
POST /partnerships/:id/fit/own/goals/:own/removal                                404    404    404    404    303    303    404    404    404    404
POST /partnerships/:id/fit/own/goals/:own/return                                 404    404    404    404    303    303    404    404    404    404
GET /partnerships/:id/fit/own/rating                                             in    404    404    404    200    200    200    404    404    404
POST /partnerships/:id/fit/own/rating                                            404    404    404    404    303    303    303    404    404    404
GET /partnerships/:id/fit/own/ratings/:rating                                    in    404    404    404    200    200    404    404    404    404
GET /partnerships/:id/public                             in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/public/new                         in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/public/versions                   404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/public/versions/:version           in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/public/versions/:version/answers  404      404      403      403     403    303  303  403         404     404
POST /partnerships/:id/public/names                      404      404      403      403     403    303  303  403         404     404
POST /partnerships/:id/public/removal                    404      404      404      404     404    404  404  404         404     404
GET /partnerships/:id/public/translations/:locale        in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/public/translations/:locale       404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/engage                             in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/engage                            404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/engage/missing                    404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/engage/:concerned                  in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/engage/:concerned/ratings         404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/engage/:concerned/decisions       404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/engage/:concerned/removal         404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/engage/:concerned/return          404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/past                               in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/past/attempts                     404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/past/attempts/:attempt             in       404      403      403     200    200  403  200         404     404
POST /partnerships/:id/past/attempts/:attempt            404      404      403      403     303    303  403  303         404     404
POST /partnerships/:id/past/attempts/:attempt/removal    404      404      403      403     303    303  403  303         404     404
POST /partnerships/:id/past/attempts/:attempt/return     404      404      403      403     303    303  403  303         404     404
POST /partnerships/:id/past/hurt                         404      404      403      403     422    422  422  422         404     404
POST /partnerships/:id/past/text                         404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/past/hurt/:hurt                    in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/past/hurt/:hurt/date              404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/past/hurt/:hurt/partners          404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/past/hurt/:hurt/withdrawal        404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/past/hurt/:hurt/answer            404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/past/hurt/:hurt/draft             404      404      404      404     204    204  204  404         404     404
GET /partnerships/:id/past/hurt/:hurt/seal               in       404      404      404     200    200  200  404         404     404
POST /partnerships/:id/past/hurt/:hurt/seal              404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/past/hurt/:hurt/taking-back       404      404      404      404     303    303  303  404         404     404
GET /partnerships/:id/past/hurt/:hurt/for/:partner       in       404      404      404     404    404  404  200         404     404
POST /partnerships/:id/past/hurt/:hurt/for/:partner      404      404      404      404     404    404  404  303         404     404
GET /partnerships/:id/continuity                         in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/continuity                        404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/continuity/elections              404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/continuity/elections/:election/removal 404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/continuity/elections/:election/return 404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/continuity/:relation               in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/continuity/:relation/removal      404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/continuity/:relation/return       404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/continuity/:relation/holders      404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/continuity/:relation/holders/:holder in       404      403      403     200    200  200  200         404     404
POST /partnerships/:id/continuity/:relation/holders/:holder 404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/continuity/:relation/holders/:holder/removal 404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/continuity/:relation/holders/:holder/return 404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/statements                         in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/statements/partners/:partner       in       404      200      200     200    200  200  200         404     404
GET /partnerships/:id/statements/partners/:partner/edit  in       404      403      403     200    200  403  403         404     404
POST /partnerships/:id/statements/partners/:partner      404      404      403      403     303    303  403  403         404     404
POST /partnerships/:id/statements/trials                 404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/statements/trials/:trial           in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/statements/trials/:trial/look-back 404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/statements/trials/:trial/removal  404      404      403      403     303    303  303  303         404     404
POST /partnerships/:id/statements/trials/:trial/return   404      404      403      403     303    303  303  303         404     404
GET /partnerships/:id/statements/look-back/:lookback     in       404      200      200     200    200  200  200         404     404
POST /partnerships/:id/statements/look-back/:lookback/date 404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/statements/look-back/:lookback/partners 404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/statements/look-back/:lookback/withdrawal 404      404      403      403     403    403  403  303         404     404
POST /partnerships/:id/statements/look-back/:lookback/answer 404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/statements/look-back/:lookback/draft 404      404      404      404     204    204  204  404         404     404
GET /partnerships/:id/statements/look-back/:lookback/seal in       404      404      404     200    200  200  404         404     404
POST /partnerships/:id/statements/look-back/:lookback/seal 404      404      404      404     303    303  303  404         404     404
POST /partnerships/:id/statements/look-back/:lookback/taking-back 404      404      404      404     303    303  303  404         404     404
GET /partnerships/:id/statements/look-back/:lookback/for/:partner in       404      404      404     404    404  404  200         404     404
POST /partnerships/:id/statements/look-back/:lookback/for/:partner 404      404      404      404     404    404  404  303         404     404
`;

const [heading, ...lines] = matrix.trim().split('\n');
const roles = heading!.trim().split(/\s+/) as Role[];
const expected = lines.map((line) => {
  const [, route, cells] = /^(\S+ \S+) +(.+)$/.exec(line)!;
  return { route: route!, cells: cells!.trim().split(/\s+/) };
});

type Role =
  | 'stranger'
  | 'outsider'
  | 'observer'
  | 'watcher'
  | 'member'
  | 'lead'
  | 'peer'
  | 'facilitator'
  | 'foreign'
  | 'admin';

let town: TestTown;
let couple: Couple;
let putBack: Awaited<ReturnType<typeof keepAsItIs>>;

beforeAll(async () => {
  town = await openTestTown();
  couple = await settleTwoPartnerships(town);
  for (const role of roles) await town.get('/about', { as: personOf(role) });
  await town.settle();
  putBack = await keepAsItIs(town);
}, 300_000);
afterAll(() => town.close());

function personOf(role: Role): string | undefined {
  const { own, foreign, outsider, administrator } = couple;
  const others = { stranger: undefined, outsider, admin: administrator, foreign: foreign.people.facilitator };
  return role in others ? others[role as 'admin'] : own.people[role as 'lead'];
}

function pathOf(route: string, ids: Ids): string {
  const named = idsFor(route, ids);
  return route.replace(/^\S+ /, '').replaceAll(/:([a-z]+)/g, (_, name: string) => {
    if (!named[name]) throw new Error(`No id is known for :${name}`);
    return named[name];
  });
}

/** How far somebody has read is written down when they look: for them alone. */
const ownReading: ReadonlySet<string> = new Set(['discussion_read', 'discussion_call']);

const isPage = (route: string) => route.startsWith('GET');
/** Whose forms are compared, as a sample: whoever is in nothing, takes part, and sees most. The status is looked at for all. */
const asked: readonly Role[] = ['outsider', 'watcher', 'admin'];

/** Tries an address as somebody, and leaves the town as it was. */
async function attempt(route: string, ids: Ids, role: Role): Promise<Answer> {
  const as = personOf(role);
  if (isPage(route)) return town.get(pathOf(route, ids), { as });
  const answer = await town.post(pathOf(route, ids), couple.own.forms[route] ?? {}, { as });
  if (answer.status === 303) await town.settle();
  await putBack();
  return answer;
}

/** Ids of everything that an address can name, and none of them is there. */
function absent(): Ids {
  return Object.fromEntries(Object.keys(couple.own.ids).map((name) => [name, newId()]));
}

/** The same status, headers and words as at an address where nothing is. */
async function expectAsAbsent(
  route: string,
  role: Role,
  { answer, ids, nowhere }: { answer: Answer; ids: Ids; nowhere: Ids },
): Promise<void> {
  const none = await attempt(route, nowhere, role);
  expect(none.status).toBe(404);
  expect(bare(answer, pathOf(route, ids)), `${role} at ${route}`).toBe(bare(none, pathOf(route, nowhere)));
}

/** Who takes part in one partnership learns nothing of the other: no name, and no id of anything in it. */
function expectNothingForeign({ html, location }: Answer, role: Role, where: string): void {
  if (role === 'foreign') return;
  const { ids, people } = couple.foreign;
  // Who has an account is administrators' to know, and where they take part is not.
  const foreign = [
    'Street Repair',
    ...Object.values(ids),
    ...(role === 'admin' ? [] : Object.values(people)),
  ];
  const own = new Set([...Object.values(couple.own.ids), ...Object.values(couple.own.people)]);
  const told = foreign.filter((word) => !own.has(word) && `${html}${location}`.includes(word));
  expect(told, `${role} at ${where}`).toEqual([]);
}

const cellOf = ({ status, location }: Answer) =>
  status === 303 && location?.startsWith('/sign-in?next=') ? 'in' : String(status);

it('has a line for every address inside, and none for an address that is gone', () => {
  const declared = town.house.instruments
    .flatMap(({ routes }) => routes)
    .filter(({ path }) => path.startsWith('/partnerships/:id'))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(expected.map(({ route }) => route).sort()).toEqual(declared.sort());
});

describe('every address inside answers each role as the list says', () => {
  it.each(expected)('$route', async ({ route, cells }) => {
    const { ids } = couple.own;
    const nowhere = absent();
    const found: string[] = [];
    for (const role of roles) {
      const answer = await attempt(route, ids, role);
      found.push(cellOf(answer));
      expectNothingForeign(answer, role, route);
      // What one may not know of looks like what is not there: each page, and what a form says to some.
      if (answer.status === 404 && (isPage(route) || asked.includes(role)))
        await expectAsAbsent(route, role, { answer, ids, nowhere });
    }
    expectRow(roles, found, cells);
    if (!isPage(route)) return;
    const changed = await putBack.changed();
    expect(
      changed.filter((table) => !ownReading.has(table)),
      'looking changes nothing',
    ).toEqual([]);
    if (changed.length > 0) await putBack();
  });
});

describe('ids of another partnership, put into addresses of one’s own, open nothing', () => {
  // Steps, languages and the city's provisions are the same for all.
  const mixable = expected.filter(({ route }) => /:id\/.*:(?!element|locale|provision)/.test(route));

  it.each(mixable.length > 0 ? mixable : expected)('$route', async ({ route }) => {
    const own = { ...couple.foreign.ids, id: couple.own.ids.id! };
    const other = mixable.length > 0 ? own : couple.foreign.ids;
    const nowhere = { ...absent(), ...(mixable.length > 0 && { id: couple.own.ids.id! }) };
    for (const role of ['lead', 'facilitator', 'admin'] as const) {
      const answer = await attempt(route, other, role);
      expect(answer.status, `${role} at ${route}`).toBe(404);
      await expectAsAbsent(route, role, { answer, ids: other, nowhere });
    }
  });
});

it('no list, search, file or line that everybody may ask for tells of a partnership that is not theirs', async () => {
  const plain = town.house.instruments
    .flatMap(({ routes }) => routes)
    .filter(({ method, path }) => method === 'get' && !path.includes(':') && path !== '/live')
    .map(({ path }) => path);
  const asking = ['/search?q=Street+Repair', '/search?q=Street+Repair&kind=partnership', '/search?q=taste'];
  const answered = new Map<Role, number>();
  for (const path of [...plain, ...asking]) {
    for (const role of roles) {
      const answer = await town.get(path, { as: personOf(role) });
      // What they asked for themselves stands in the field of the search.
      const html = answer.html.replaceAll(/Street(\+|%20)Repair|value="Street Repair"|“Street Repair”/g, '');
      expectNothingForeign({ ...answer, html }, role, path);
      if (answer.status === 200) answered.set(role, (answered.get(role) ?? 0) + 1);
    }
  }
  expect(answered.get('foreign')).toBeGreaterThan(20);
  const { html } = await town.get('/search?q=Street+Repair', { as: personOf('foreign') });
  expect(html, 'whoever is in it finds it').toContain(`/partnerships/${couple.foreign.ids.id}`);
});

it('an address with something else than an id in it is not there, and breaks nothing', async () => {
  for (const { route } of expected) {
    const none = Object.fromEntries(Object.keys(couple.own.ids).map((name) => [name, "none'--"]));
    for (const role of ['lead', 'facilitator'] as const) {
      for (const ids of [none, { ...none, id: couple.own.ids.id! }]) {
        if (ids.id === couple.own.ids.id && !/:id\/.*:(?!element|locale)/.test(route)) continue;
        expect((await attempt(route, ids, role)).status, route).toBe(404);
      }
    }
  }
});
