import { signatureFor } from '../../signature-for.ts';
import { join } from 'node:path';
import type { accessContracts } from '../../../../shared/contracts/access.ts';
import type { clockContracts } from '../../../../shared/contracts/clock.ts';
import type { sessionContracts } from '../../../../shared/contracts/session.ts';
import type { studyContracts } from '../../../../shared/contracts/study.ts';
import { smallStudyText } from '../../small-study.ts';
import { signedBy } from '../blind-console.ts';
import { founders, passphrase } from '../blind-people.ts';
import { reason, uploaded } from '../life.ts';
import type { Known } from '../known.ts';
import { plain } from './example.ts';
import type { ExamplesOf } from './example.ts';

const otherStudy = uploaded('other.yaml', smallStudyText());
const beside = ({ study, me }: Known, name: string) => join(study.folder, `${name}-${me}.cachet`);

export const sessionExamples: ExamplesOf<typeof sessionContracts> = {
  'session.status': plain,
  'store.list': plain,
  'store.choose': ({ study }) => [{ path: study.console.path }, { path: '/nowhere.cachet' }],
  'store.create': (known) => [
    { definition: otherStudy, path: beside(known, 'other'), ...founders },
  ],
  // A study of its own with published people: building it tells nothing of this one.
  'store.demonstration': ({ study }) => [{ path: study.console.path }],
  'session.signIn': ({ me }) => [
    { user: me, passphrase },
    { user: me, passphrase: 'not this one' },
  ],
  'store.recover': ({ study, me }) => [
    { user: me, passphrase, shares: [...study.recoveryShares], reason },
    { user: me, passphrase, shares: ['CACHET-RECOVERY-1-00', 'CACHET-RECOVERY-2-00'], reason },
  ],
  'session.touch': plain,
  'session.lock': plain,
  'session.changePassphrase': () => [
    { current: passphrase, next: passphrase },
    { current: 'not this one', next: passphrase },
    { current: passphrase, next: 'short' },
  ],
};

export const accessExamples: ExamplesOf<typeof accessContracts> = {
  'access.users': plain,
  'access.history': ({ me }) => [me, 'maren', 'suse'].map((user) => ({ user })),
  'access.roles': plain,
  'access.signatures': () => [{ format: 'csv' }, { format: 'xlsx' }, { format: 'pdf' }],
  'access.addUser': ({ me }) => [
    {
      user: `new-${me}`,
      printedName: 'Somebody New',
      role: 'qa',
      passphrase,
      signature: signatureFor('access.addUser', me, passphrase),
    },
    {
      user: 'helen',
      printedName: 'Somebody Else',
      role: 'qa',
      passphrase,
      signature: signatureFor('access.addUser', me, passphrase),
    },
    {
      user: 'weak',
      printedName: 'Somebody Weak',
      role: 'qa',
      passphrase: 'short',
      signature: signatureFor('access.addUser', me, passphrase),
    },
    {
      user: 'seer',
      printedName: 'Seer',
      role: 'unblinded-pharmacist',
      passphrase,
      signature: signatureFor('access.addUser', me, passphrase),
    },
  ],
  'access.changeRole': ({ me }) => [
    {
      user: 'newt',
      role: 'inspector',
      passphrase,
      reason,
      signature: signatureFor('access.changeRole', me, passphrase),
    },
    {
      user: 'newt',
      role: 'site-user',
      sites: ['S001'],
      passphrase,
      reason,
      signature: signatureFor('access.changeRole', me, passphrase),
    },
    {
      user: me,
      role: 'qa',
      passphrase,
      reason,
      signature: signatureFor('access.changeRole', me, passphrase),
    },
    {
      user: 'maren',
      role: 'qa',
      passphrase,
      reason,
      signature: signatureFor('access.changeRole', me, passphrase),
    },
  ],
  'access.grantUnblinding': ({ me }) => [
    { user: me, reason, signature: signatureFor('access.grantUnblinding', me, passphrase) },
    { user: 'nils', reason, signature: signatureFor('access.grantUnblinding', me, passphrase) },
  ],
  'access.shares': plain,
  'access.dealShares': ({ me }) => [
    {
      holders: ['maren', 'helen'],
      threshold: 2,
      reason,
      signature: signatureFor('access.dealShares', me, passphrase),
    },
    {
      holders: ['maren', 'nobody'],
      threshold: 2,
      reason,
      signature: signatureFor('access.dealShares', me, passphrase),
    },
  ],
  'access.takeShare': ({ me }) => [{ signature: signatureFor('access.takeShare', me, passphrase) }],
  'access.deactivateUser': ({ me }) => [
    { user: 'newt', reason, signature: signatureFor('access.deactivateUser', me, passphrase) },
    { user: me, reason, signature: signatureFor('access.deactivateUser', me, passphrase) },
  ],
};

/** One subject more than now, and with the kits of the arms exchanged. */
const amended = ({ study }: Known, change: (text: string) => string) =>
  uploaded(
    'study.yaml',
    change(smallStudyText({ arms: study.arms.map((id) => [id, 1] as const) })),
  );

export const studyExamples: ExamplesOf<typeof studyContracts> = {
  'study.check': () => [{ definition: otherStudy }, { definition: uploaded('a.yaml', 'arms: [') }],
  'study.get': () => [{}, { version: 1 }, { version: 99 }],
  'study.amend': (known) => [
    {
      definition: amended(known, (text) =>
        text.replace('plannedSubjects: 40', 'plannedSubjects: 41'),
      ),
      reason,
      signature: signedBy(known.me, 'study.amend'),
    },
    {
      definition: amended(known, (text) => text.replaceAll('id: S003', 'id: S009')),
      reason,
      signature: signedBy(known.me, 'study.amend'),
    },
  ],
  'study.places': plain,
  'study.setSiteStatus': () => [
    { site: 'S002', status: 'closed', reason },
    { site: 'S002', status: 'active', reason },
  ],
};

export const clockExamples: ExamplesOf<typeof clockContracts> = {
  'study.clock': plain,
  // Alone nobody may while an opening is asked for or granted; with a second person everybody of the roles may.
  'study.confirmClock': ({ me }) =>
    [me, me === 'helen' ? 'alma' : 'helen'].map((user) => ({
      reason,
      signature: signedBy(user, 'study.confirmClock'),
    })),
};
