import { HOSTS } from './open-hosts.ts';
import { hostSuite } from './suite.ts';

for (const [name, open] of Object.entries(HOSTS)) hostSuite(name, open);
