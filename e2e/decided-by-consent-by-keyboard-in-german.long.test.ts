import { decidedByConsent } from './decided-by-consent.ts';

decidedByConsent({ keys: true, locale: 'de', width: 320, height: 640, mixed: true });
