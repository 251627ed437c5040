import { strangerAsks } from '../e2e/stranger-asks.ts';

strangerAsks({ locale: 'nl', width: 320, height: 640 });
