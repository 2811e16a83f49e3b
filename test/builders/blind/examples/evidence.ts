import { signatureFor } from '../../signature-for.ts';
import { join } from 'node:path';
import type { backupContracts } from '../../../../shared/contracts/backups.ts';
import type { evidenceContracts } from '../../../../shared/contracts/evidence.ts';
import type { selfTestContracts } from '../../../../shared/contracts/self-test.ts';
import type { validationContracts } from '../../../../shared/contracts/validation.ts';
import { passphrase } from '../blind-people.ts';
import { reason } from '../life.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

export const evidenceExamples: ExamplesOf<typeof evidenceContracts> = {
  'evidence.make': () => [{}, { variant: 'unblinded' }],
  'evidence.status': plain,
};

const keep = { last: 2, daily: 2, weekly: 0, monthly: 0 };

export const backupExamples: ExamplesOf<typeof backupContracts> = {
  'backups.status': plain,
  'backups.setSchedule': ({ study, me }) =>
    [study.folder, '/nowhere'].map((place) => ({
      schedule: { place, everyHours: 24, keep },
      reason,
      signature: signatureFor('backups.setSchedule', me, passphrase),
    })),
  'backups.make': ({ study }) => [{ scheduled: true }, { place: study.folder }],
  'backups.compare': ({ study, me, answers }) => [
    { backup: study.console.path, user: me, passphrase },
    { backup: answers('backups.make')[0]?.path ?? '/none.cachet', user: me, passphrase },
  ],
  'backups.restore': ({ study, me }) => [
    {
      backup: join(study.folder, 'none.cachet'),
      reason,
      signature: signatureFor('backups.restore', me, passphrase),
    },
  ],
};

export const selfTestExamples: ExamplesOf<typeof selfTestContracts> = {
  'selfTest.run': plain,
  'selfTest.report': plain,
};

export const validationExamples: ExamplesOf<typeof validationContracts> = {
  'validation.get': plain,
  'validation.report': plain,
};
