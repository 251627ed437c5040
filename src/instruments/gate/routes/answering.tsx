import { answeringRoutes } from '../../../mechanisms/sealed-round/answering.ts';
import { loadRecording } from '../../rounds/actions.ts';
import { words } from '../messages/index.ts';
import { aspects } from '../rules.ts';
import { RecordPage, SealPage } from '../views/steps.tsx';
import { addressOf, gateOf, showGate } from './showing.tsx';

export const answering = answeringRoutes({
  base: '/partnerships/:id/gate/:gate',
  addressOf,
  words,
  load: gateOf,
  loadRecording,
  // A sentence belongs to the question that it follows.
  calls: (page, { key }) => words(page.locale)(`q.${aspects.find((one) => key.startsWith(one)) ?? 'choice'}`),
  show: (page, again) => showGate(page, page.param('gate'), again),
  sealPage: (step) => <SealPage {...step} />,
  recordPage: (step) => <RecordPage {...step} />,
});
