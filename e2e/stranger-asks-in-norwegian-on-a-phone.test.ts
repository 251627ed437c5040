import { strangerAsks } from './stranger-asks.ts';

strangerAsks({ locale: 'nb', width: 320, height: 640 });
