// Requirements: OFF-04, OFF-05
import { expect, test } from 'vitest';
import { byHash, SimulatedConsole } from '../../builders/backup-simulation/console.ts';
import {
  append,
  copyOf,
  loadPack,
  newMachine,
} from '../../builders/backup-simulation/site-machine.ts';
import type { SiteMachine } from '../../builders/backup-simulation/site-machine.ts';
import { plainWorld } from '../../builders/backup-simulation/world.ts';
import type { ChainEntry } from '../../../shared/ledger/bundle/site-chain.ts';

const at = { subject: '1001', pack: 'P-0', envelope: 1 };
const evidence = {
  consent: { version: '1.0', at: '2026-03-01T10:00:00+01:00' },
  gates: ['I1'],
  factors: { sex: 'female' },
  stratum: 'sex=female',
};

const open = (machine: SiteMachine, layer: number): void => {
  append(machine, 'site-envelope-opened', {
    ...at,
    ...evidence,
    layer,
    position: 1,
    visit: 'V1',
    kits: [`0.1.${layer}`],
    release: { mode: 'self', challenge: null, second: null },
  });
};
const give = (machine: SiteMachine, layer: number): void => {
  append(machine, 'site-kits-dispensed', { ...at, kits: [`0.1.${layer}`] });
};

/** An envelope is open when its file is copied: one copy gives the first kit, the other one the second. */
function cloned(): { readonly one: SiteMachine; readonly other: SiteMachine } {
  const one = newMachine(0);
  loadPack(one, 4);
  open(one, 1);
  const other = copyOf(one);
  give(one, 1);
  append(
    other,
    'site-kits-unusable',
    { ...at, layer: 1, kits: ['0.1.1'], condition: 'damaged' },
    'wet',
  );
  open(other, 2);
  give(other, 2);
  return { one, other };
}

function broughtHome(...deliveries: readonly (readonly ChainEntry[])[]): SimulatedConsole {
  const console = new SimulatedConsole(byHash, plainWorld(4));
  for (const entries of deliveries) console.import(entries);
  return console;
}

const storiesOf = (console: SimulatedConsole) =>
  console
    .judged()
    .map(({ facts, verdict, state, isRecorded }) => ({
      given: facts.dispensed?.join() ?? null,
      shown: facts.openings.flatMap(({ kits }) => kits).join(),
      verdict,
      state,
      isRecorded,
    }))
    .toSorted((a, b) => (a.shown < b.shown ? -1 : 1));

test('a file that was copied while an envelope was open leaves both stories, each with its kits and a verdict', () => {
  const { one, other } = cloned();
  for (const home of [
    broughtHome(one.entries, other.entries),
    broughtHome(other.entries, one.entries),
    broughtHome([...one.entries, ...other.entries]),
  ]) {
    expect(storiesOf(home)).toEqual([
      {
        given: '0.1.1',
        shown: '0.1.1',
        verdict: 'fork',
        state: 'open',
        isRecorded: expect.anything(),
      },
      {
        given: '0.1.2',
        shown: '0.1.1,0.1.2',
        verdict: 'fork',
        state: 'open',
        isRecorded: expect.anything(),
      },
    ]);
    const because = home.judged().flatMap(({ findings }) => findings.map((one) => one.because));
    expect(because.some((words) => words.endsWith('gave 0.1.1.'))).toBe(true);
    expect(because.some((words) => words.endsWith('gave 0.1.2.'))).toBe(true);
    expect(home.judged().filter(({ isRecorded }) => isRecorded)).toHaveLength(1);
  }
});

test('what is recorded stays recorded when the other copy tells its story, also while that one is unfinished', () => {
  const { one, other } = cloned();
  const unfinished = other.entries.slice(0, -1);
  const home = broughtHome(one.entries);
  expect(storiesOf(home)).toMatchObject([{ given: '0.1.1', verdict: 'matched', isRecorded: true }]);
  home.import(unfinished);
  expect(storiesOf(home)).toMatchObject([
    { given: '0.1.1', verdict: 'fork', state: 'open', isRecorded: true },
    { given: null, shown: '0.1.1,0.1.2', state: 'waiting', isRecorded: false },
  ]);
  home.import(other.entries);
  expect(storiesOf(home)).toMatchObject([
    { given: '0.1.1', verdict: 'fork', state: 'open', isRecorded: true },
    { given: '0.1.2', verdict: 'fork', state: 'open', isRecorded: false },
  ]);
});

test('an assignment whose record goes on is one assignment, whatever the parts in which it comes', () => {
  const { other } = cloned();
  const home = broughtHome(...other.entries.map((_, i) => other.entries.slice(0, i + 1)));
  expect(storiesOf(home)).toMatchObject([{ given: '0.1.2', verdict: 'matched', isRecorded: true }]);
});

test('a copy that never touched the open envelope again adds no story', () => {
  const one = newMachine(0);
  loadPack(one, 4);
  open(one, 1);
  const other = copyOf(one);
  give(one, 1);
  append(other, 'signed-in', { user: 'ivo' });
  expect(storiesOf(broughtHome(one.entries, other.entries))).toMatchObject([
    { given: '0.1.1', verdict: 'fork', state: 'open' },
  ]);
});
