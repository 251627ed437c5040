import { partnershipBegins } from './partnership-begins.ts';

partnershipBegins({ scripts: false });
