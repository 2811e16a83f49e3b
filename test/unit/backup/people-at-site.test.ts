// Requirements: OFF-05
import { expect, test } from 'vitest';
import { assignmentsOf } from '../../../shared/ledger/bundle/site-assignments.ts';
import { assembleChain } from '../../../shared/ledger/bundle/site-chain.ts';
import { append, loadPack, newMachine } from '../../builders/backup-simulation/site-machine.ts';
import type { SiteMachine } from '../../builders/backup-simulation/site-machine.ts';

const opened = (machine: SiteMachine, envelope: number, second: string | null): void =>
  append(machine, 'site-envelope-opened', {
    subject: `100${envelope}`,
    pack: 'P-0',
    envelope,
    consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
    gates: ['I1'],
    factors: { sex: 'female' },
    stratum: 'sex=female',
    layer: 1,
    position: envelope,
    visit: 'V1',
    kits: [`0.${envelope}.1`],
    release: { mode: 'two-person', challenge: null, second },
  });

test('a record tells who the two were at the moment at which they opened a layer', () => {
  const machine = newMachine(0);
  append(machine, 'user-added', { user: 'nora', printedName: 'Nora', confirmed: 'code' });
  append(machine, 'user-added', { user: 'ivo', printedName: 'Ivo' });
  loadPack(machine, 8);
  opened(machine, 1, 'Ivo');
  opened(machine, 2, 'Nora');
  append(machine, 'user-deactivated', { user: 'ivo' });
  opened(machine, 3, 'Ivo');
  append(machine, 'user-added', { user: 'nora-2', printedName: 'Nora', confirmed: 'people' });
  opened(machine, 4, 'Nora');
  const people = assignmentsOf(assembleChain(machine.entries))
    .toSorted((a, b) => a.envelope - b.envelope)
    .map(({ openings }) => openings[0]?.people?.second);
  expect(people).toEqual([
    { user: 'ivo', name: 'Ivo', confirmed: null },
    { user: 'nora', name: 'Nora', confirmed: 'code' },
    null,
    { user: 'nora-2', name: 'Nora', confirmed: 'people' },
  ]);
});
