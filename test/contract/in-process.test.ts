import { createEngine } from '#engine/create-engine.ts';
import { connectInProcess } from '#engine/hosts/in-process.ts';
import { engineOptions } from '../support/offices.ts';
import { describeHostConformance } from './host-conformance.ts';

describeHostConformance('in the same process', (dataFolder) => {
  const options = engineOptions(dataFolder);
  const engine = createEngine(options);
  return {
    connect: (allowed) => connectInProcess(engine, { actor: 'test', permissions: new Set(allowed) }),
    grantRead: (file) => options.files.grant(file, 'read'),
    grantWrite: (file) => options.files.grant(file, 'write'),
    close: () => engine.close(),
  };
});
