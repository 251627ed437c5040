import { visionIsMade } from './vision-is-made.ts';

visionIsMade({ scripts: false });
