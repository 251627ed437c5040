import { structureChosen } from './structure-chosen.ts';

structureChosen({ scripts: false });
