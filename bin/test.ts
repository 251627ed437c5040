// The whole test: check, unit and integration tests on a real database, journeys in a real browser.
import { check } from './check.ts';
import { runSuite, tell } from './suite.ts';

const only = process.argv[2];

const results = only ? [] : [await check()];
if (only !== 'journeys') results.push(runSuite('vitest.config.ts'));
if (only !== 'units') results.push(runSuite('e2e/vitest.config.ts'));
tell(results);
