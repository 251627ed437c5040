import { strangerAsks } from '../e2e/stranger-asks.ts';

strangerAsks({ locale: 'nb', width: 320, height: 640 });
