import { structureChosen } from './structure-chosen.ts';

structureChosen({ keys: true, locale: 'de', width: 320, height: 640, mixed: true });
