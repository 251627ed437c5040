import { partnershipCloses } from './partnership-closes.ts';

partnershipCloses({});
