import { visionIsMade } from './vision-is-made.ts';

visionIsMade({});
