import { parseArgs } from 'node:util';
import { type SuiteResult, measureSuite, thisMachine } from './measure.ts';
import { describeResult, isGood } from './report.ts';
import { suites } from './suites.ts';

/**
 * `npm run bench [-- --only NAME] [-- --json]`: measures every registered suite, or those whose name
 * contains NAME. Exit 0 when every gate passed and every goal was met in four of five rounds, 1 when
 * not, 2 when no suite has that name. With `--json` the results are on stdout and nothing else is.
 */
const { values } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'boolean', default: false } },
});

const only = values.only ?? '';
const chosen = suites.filter((suite) => suite.name.includes(only));
if (chosen.length === 0) {
  console.error(`no suite is called "${only}"; there are: ${suites.map((s) => s.name).join(', ')}`);
  process.exit(2);
}

const machine = thisMachine();
const results: SuiteResult[] = [];
for (const suite of chosen) {
  const result = await measureSuite(suite, machine);
  results.push(result);
  const write = values.json ? console.error : console.log;
  for (const line of describeResult(result)) write(line);
}
if (values.json) console.log(JSON.stringify({ node: process.version, results }, null, 2));
process.exitCode = results.every(isGood) ? 0 : 1;
