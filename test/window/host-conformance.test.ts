import { afterAll, beforeAll } from 'vitest';
import { describeHostConformance } from '../contract/host-conformance.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';
import { openUtilityHosts, type UtilityHosts } from './support/utility-hosts.ts';

const userData = sharedTemporaryFolder();
let hosts: UtilityHosts;

beforeAll(async () => {
  hosts = await openUtilityHosts(userData);
});
afterAll(() => hosts.close());

describeHostConformance('in a utility process', (dataFolder) => hosts.start(dataFolder));
