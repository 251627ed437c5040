import { partnershipCloses } from './partnership-closes.ts';

partnershipCloses({ scripts: false, width: 320, height: 640 });
