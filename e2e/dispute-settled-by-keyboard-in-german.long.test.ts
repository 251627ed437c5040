import { disputeSettled } from './dispute-settled.ts';

disputeSettled({ keys: true, locale: 'de', width: 320, height: 640, mixed: true });
