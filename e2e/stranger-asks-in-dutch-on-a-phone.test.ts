import { strangerAsks } from './stranger-asks.ts';

strangerAsks({ locale: 'nl', width: 320, height: 640 });
