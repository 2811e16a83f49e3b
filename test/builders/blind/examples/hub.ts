import type { hubContracts } from '../../../../shared/contracts/hub.ts';
import { signedBy } from '../blind-console.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

/** A hub that nobody answers for. */
const hub = { databaseUrl: 'postgres://127.0.0.1:1/hub', hub: '0'.repeat(16) };

export const hubExamples: ExamplesOf<typeof hubContracts> = {
  'hub.status': plain,
  'hub.connect': () => [
    hub,
    { ...hub, databaseUrl: 'postgres://db.example.org/hub?sslmode=disable' },
  ],
  'hub.exchange': plain,
  'hub.share': ({ me }) => [{ signature: signedBy(me, 'hub.share') }],
  'hub.admit': ({ me }) => [
    {
      code: 'CACHET-CONSOLE-1.x',
      fingerprint: 'ABCD EFGH',
      signature: signedBy(me, 'hub.admit'),
    },
    { code: 'x', fingerprint: 'ABCD EFGH', signature: signedBy(me, 'hub.admit') },
  ],
  'hub.hold': () => [
    { place: 'S001', hours: 12 },
    { place: '', hours: 0 },
  ],
  'hub.handOver': () => [
    { place: 'S001', to: null, hours: 12 },
    { place: 'S001', to: 'somebody', hours: 12 },
  ],
  'hub.askToJoin': () => [hub, { ...hub, hub: 'x' }],
  'hub.join': () => [
    { ...hub, path: '/nowhere/study.cachet', user: 'nobody', passphrase: 'none of theirs' },
    { ...hub, path: '', user: 'nobody', passphrase: '' },
  ],
  'hub.disconnect': plain,
};
