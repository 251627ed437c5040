import { answeringRoutes } from '../../../mechanisms/sealed-round/answering.ts';
import { loadRecording } from '../actions.ts';
import { words } from '../messages/index.ts';
import { RecordPage, SealPage } from '../views/steps.tsx';
import { addressOf, roundOf, showRound } from './showing.tsx';

export const answering = answeringRoutes({
  base: '/partnerships/:id/rounds/:round',
  addressOf,
  words,
  load: roundOf,
  loadRecording,
  show: showRound,
  sealPage: (step) => <SealPage {...step} />,
  recordPage: (step) => <RecordPage {...step} />,
});
