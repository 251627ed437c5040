import { partnershipBegins } from './partnership-begins.ts';

partnershipBegins({ locale: 'de', width: 320, height: 640 });
