import { guideIsAdapted } from './guide-is-adapted.ts';

guideIsAdapted({});
