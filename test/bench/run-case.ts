/** Makes one measurement in this process and sends it to the process that started it: `run-case.ts <case> <fixtures>`. */
import { enableCompileCache } from 'node:module';
import type { Measured } from './measured.ts';

// As the command line does; the reader process that an import starts shares it.
enableCompileCache();

const measureCase = async (name: string, fixtures: string): Promise<Measured | null> => {
  if (name === 'fixtures') {
    const { makeFixtures } = await import('./fixtures.ts');
    await makeFixtures(fixtures);
    return null;
  }
  const { loadCase } = await import('./cases/index.ts');
  const measured = await loadCase(name);
  return measured(fixtures);
};

const [name = '', fixtures = ''] = process.argv.slice(2);
process.send?.(await measureCase(name, fixtures));
process.disconnect?.();
