// Requirements: OFF-05
import { expect, test } from 'vitest';
import { assignmentsOf } from '../../../shared/ledger/bundle/site-assignments.ts';
import { assembleChain } from '../../../shared/ledger/bundle/site-chain.ts';
import { append, loadPack, newMachine } from '../../builders/backup-simulation/site-machine.ts';
import type { SiteMachine } from '../../builders/backup-simulation/site-machine.ts';

const opened = (machine: SiteMachine, envelope: number, second: string | null): void => {
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
};

/** The last entry as another run of the machine made it. */
function restarted(machine: SiteMachine, boot: string): void {
  const last = machine.entries.pop();
  if (last === undefined) throw new Error('no entry');
  machine.entries.push({
    ...last,
    content: last.content.replace('"boot":"one"', `"boot":"${boot}"`),
  });
}

test('a clock that is set back in small steps shows, and one that was set right again does not', () => {
  const skewOf = (steps: readonly number[]): number => {
    const machine = newMachine(0);
    loadPack(machine, 8);
    for (const step of steps) {
      machine.skewMs += step;
      append(machine, 'site-subject-begun', { subject: 'x', pack: 'P-0', envelope: 1 });
    }
    opened(machine, 1, null);
    return assignmentsOf(assembleChain(machine.entries))[0]?.skewMs ?? 0;
  };
  expect(skewOf([0, -50_000, 0])).toBe(0);
  expect(skewOf([7_200_000, 0, -7_200_000])).toBe(0);
  expect(skewOf([-50_000, -50_000, -50_000])).toBe(-150_000);
});

test('a clock that is set back a little whenever the machine starts shows too', () => {
  const machine = newMachine(0);
  loadPack(machine, 8);
  for (const boot of ['two', 'three', 'four']) {
    machine.skewMs -= 60_000 + 50_000;
    append(machine, 'site-subject-begun', { subject: 'x', pack: 'P-0', envelope: 1 });
    restarted(machine, boot);
  }
  opened(machine, 1, null);
  expect(assignmentsOf(assembleChain(machine.entries))[0]?.skewMs).toBeLessThan(-60_000);
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
