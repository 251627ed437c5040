import { adoptedByDecision } from './adopted-by-decision.ts';

adoptedByDecision({ scripts: false, locale: 'de', width: 320, height: 640, mixed: true });
