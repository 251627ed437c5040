import { visionIsMade } from './vision-is-made.ts';

visionIsMade({ keys: true, locale: 'de', width: 320, height: 640, mixed: true });
