import { strangerAsks } from './stranger-asks.ts';

strangerAsks({ locale: 'de', width: 320, height: 640 });
