import { guideIsAdapted } from './guide-is-adapted.ts';

guideIsAdapted({ locale: 'de', width: 320, height: 640, scripts: false, mixed: true });
