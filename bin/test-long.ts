// What takes longer than `npm test` may: kills, growth, hostile input, starts and commands as processes of their own.
//   npm run test:long              all
//   npm run test:long -- kills     only the files whose names contain "kills"
import { forgetFigures, printFigures } from './figures.ts';
import { runSuite, tell } from './suite.ts';

forgetFigures();
const counted = runSuite('long/vitest.config.ts', process.argv.slice(2));
printFigures();
tell([counted]);
