import { decidedByPeople } from './decided-by-people.ts';

decidedByPeople({});
