import { partnershipCloses } from './partnership-closes.ts';

partnershipCloses({ keys: true, locale: 'de', width: 320, height: 640, mixed: true });
