import { signedBy } from '../../../electron/node/drill/drill-core.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureName } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import type { OfflineGiven } from './offline-given.ts';
import { step } from './step.ts';
import type { Step } from './step.ts';

const reason = 'Done to see what a broken disk does.';
const pack = 'SPOILED';

const signed = (name: ProcedureName) => {
  const { signatures }: ProcedureContract = contracts[name];
  return { ...signedBy('maren'), meaning: signatures?.meaning ?? '' };
};

/** Packs from their machine to their return, and what comes home from a site. */
export const packCommands = (given: OfflineGiven): readonly Step[] => [
  step('maren', 'packs.enrol', { ...given.machine, signature: signed('packs.enrol') }),
  step('maren', 'packs.issue', async (must) => {
    const { devices } = await must('packs.devices', {});
    const { site } = given.machine;
    const machine = devices.find((row) => row.site === site);
    return {
      pack,
      site,
      device: machine?.device ?? '',
      envelopesPerStratum: 1,
      layers: 1,
      release: 'self',
      validFrom: given.now,
      validUntil: given.until,
      signature: signed('packs.issue'),
    };
  }),
  step('maren', 'packs.answerChallenge', given.call),
  step('maren', 'packs.revoke', { pack, reason, signature: signed('packs.revoke') }),
  step('maren', 'bundles.import', { file: given.record }),
  step('maren', 'reconciliation.resolve', async (must) => {
    const { rows } = await must('reconciliation.items', { state: 'open', limit: 1 });
    const key = rows[0]?.key ?? '';
    const { decisions } = await must('reconciliation.get', { key });
    const decision = decisions[0]?.decision ?? 'annotate';
    return { key, decision, reason, signature: signed('reconciliation.resolve') };
  }),
  step('maren', 'packs.return', {
    pack,
    reason,
    withoutSurrender: true,
    signature: signed('packs.return'),
  }),
];

const who = (subject: string) => ({
  subject,
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
  factors: { sex: 'male' },
});

/** A site without a network: somebody taken back, somebody whose first kit is damaged, and the end of the pack. */
export const siteCommands = (given: OfflineGiven): readonly Step[] => [
  step('nora', 'site.begin', who('SPOILED-1')),
  step('nora', 'site.cancel', { subject: 'SPOILED-1', reason }),
  step('nora', 'site.begin', who('SPOILED-2')),
  step('nora', 'site.open', { subject: 'SPOILED-2' }),
  step('nora', 'site.unusable', async (must) => {
    const { kits } = await must('site.subject', { subject: 'SPOILED-2' });
    return { subject: 'SPOILED-2', kits: [...kits], condition: 'damaged', reason };
  }),
  step('nora', 'site.open', { subject: 'SPOILED-2' }),
  step('nora', 'site.dispense', async (must) => {
    const { kits } = await must('site.subject', { subject: 'SPOILED-2' });
    return { subject: 'SPOILED-2', kits: [...kits] };
  }),
  step('nora', 'site.correct', { subject: 'SPOILED-2', factors: { sex: 'female' }, reason }),
  step('nora', 'site.surrender', { pack: given.sitePack, reason }),
];
