/** Makes one measurement in this process and sends it to the process that started it: `run-case.ts <case> <fixtures>`. */
import { type CaseName, cases } from './cases/index.ts';
import { makeFixtures } from './fixtures.ts';

const [name = '', fixtures = ''] = process.argv.slice(2);
if (name === 'fixtures') {
  await makeFixtures(fixtures);
  process.send?.(null);
} else if (Object.hasOwn(cases, name)) {
  process.send?.(await cases[name as CaseName](fixtures));
} else {
  throw new Error(`no case ${name}`);
}
process.disconnect?.();
