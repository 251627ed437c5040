import { decidedByPeople } from './decided-by-people.ts';

decidedByPeople({ keys: true, locale: 'de', width: 320, height: 640, mixed: true });
