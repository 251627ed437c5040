import { disputeSettled } from './dispute-settled.ts';

disputeSettled({});
