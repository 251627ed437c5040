import { decidedByConsent } from './decided-by-consent.ts';

decidedByConsent({});
