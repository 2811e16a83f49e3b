import type { randomizationContracts } from '../../../../shared/contracts/randomization.ts';
import type { subjectContracts } from '../../../../shared/contracts/subjects.ts';
import { signedBy } from '../blind-console.ts';
import { eligible, reason } from '../life.ts';
import { guess, plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

const lists = () => ['LIVE', 'MAIN', 'RESERVE', 'BACKUP', 'DRAFT'].map((list) => ({ list }));
const list = 'MAIN';

export const randomizationExamples: ExamplesOf<typeof randomizationContracts> = {
  'cohorts.list': plain,
  'cohorts.open': ({ me }) =>
    ['TWO', 'THREE'].map((cohort) => ({
      cohort,
      reason,
      signature: signedBy(me, 'cohorts.open'),
    })),
  'cohorts.close': ({ me }) => [
    { cohort: 'TWO', reason, signature: signedBy(me, 'cohorts.close') },
  ],
  'randomization.lists': plain,
  'randomization.strata': lists,
  'randomization.generate': () => [
    { list: 'NEXT', parameters: { block: 4 }, stratifyBy: [], slotsPerStratum: 8 },
  ],
  'randomization.defineScheme': () => [
    { list: 'NEXT', scheme: { procedure: 'dbr', levels: [{ level: 'trial', limit: 2 }] } },
  ],
  'randomization.balance': () => [{ list: 'LIVE' }],
  'randomization.extend': () => [{ list, slots: 4, reason }],
  'randomization.replicationKit': () => [{ list, reason }],
  'randomization.verify': lists,
  'randomization.sign': ({ me }) => [
    { list: 'DRAFT', signature: signedBy(me, 'randomization.sign') },
  ],
  'randomization.retire': ({ me }) =>
    ['DRAFT', 'RESERVE'].map((name) => ({
      list: name,
      reason,
      signature: signedBy(me, 'randomization.retire'),
    })),
  'randomization.certificate': lists,
  'randomization.reveal': () => [{ list, reason }],
};

export const subjectExamples: ExamplesOf<typeof subjectContracts> = {
  'subjects.page': () => [
    { limit: 500 },
    { status: 'randomized', sort: 'randomizedAt', descending: true },
    { search: guess.arm },
  ],
  'subjects.get': () =>
    ['1001', '1002', '1005', '1008', '2001', '2002', '3001', '3002'].map((subject) => ({
      subject,
    })),
  'subjects.screen': ({ me }) => [
    { subject: `new-${me}`, site: 'S001' },
    { subject: '1001', site: 'S001' },
    { subject: `far-${me}`, site: 'S003' },
  ],
  'subjects.failScreening': () => [
    { subject: '2002', reason },
    { subject: '1001', reason },
  ],
  'subjects.allocate': ({ me }) => [
    { subject: `rand-${me}`, site: 'S001', ...eligible('female'), cohort: 'ONE' },
  ],
  'subjects.dispense': () => [{ subject: '1002', visit: 'V2' }],
  'subjects.withdraw': () => [
    { subject: '1007', reason },
    { subject: '1008', reason },
  ],
  'subjects.slip': () => [
    { subject: '1001' },
    { subject: '1001', visit: 'V2' },
    { subject: '1004' },
  ],
};
