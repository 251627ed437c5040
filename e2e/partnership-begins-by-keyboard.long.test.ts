import { partnershipBegins } from './partnership-begins.ts';

partnershipBegins({ keys: true });
