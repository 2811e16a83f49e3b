// Requirements: OFF-05
import { expect, test } from 'vitest';
import { kitsTaken, ownKitState } from '../../../shared/app/reconcile/kit-rules.ts';
import type { KitView } from '../../../shared/app/reconcile/kit-rules.ts';
import type { AssignmentFacts } from '../../../shared/ledger/bundle/assignment-facts.ts';

const factsOf = (pack: string, envelope: number, rest: Partial<AssignmentFacts> = {}) =>
  ({
    key: `${pack} ${envelope}`,
    pack,
    envelope,
    openings: [{ kits: ['K'] }],
    ...rest,
  }) as unknown as AssignmentFacts;

const facts = factsOf('P-1', 1);
const viewOf = (
  state: string | undefined,
  pack?: string,
  rest: Partial<KitView> = {},
): KitView => ({
  kitState: () => state,
  packOf: () => pack,
  ofEnvelope: () => [],
  showing: () => [],
  ...rest,
});

test.each([
  ['reserved', 'P-1', 'reserved'],
  ['reserved', 'P-2', 'in-another-pack'],
  ['damaged', 'P-1', 'damaged'],
  ['dispensed', 'P-1', 'dispensed'],
  ['quarantined', 'P-1', 'quarantined'],
  ['pre-quarantined', 'P-1', 'quarantined'],
  [undefined, undefined, undefined],
  ['dispensed', undefined, 'dispensed'],
  ['destroyed', undefined, 'destroyed'],
])('a kit that is %s in pack %s is held against the record as %s', (state, pack, held) => {
  expect(ownKitState('K', facts, viewOf(state, pack))).toBe(held);
});

test('a kit whose pack is closed counts alike before and after an import set it apart', () => {
  for (const state of ['at-site', 'at-depot', 'in-transit', 'reserved', 'pre-quarantined']) {
    expect(ownKitState('K', facts, viewOf(state)), state).toBe('out-of-its-pack');
  }
  expect(ownKitState('K', facts, viewOf('quarantined'))).toBe('out-of-its-pack');
});

test('what other records did to a kit is named beside this one, and not held against it', () => {
  const elsewhere = { showing: () => [{ facts: factsOf('P-3', 2) }] };
  expect(ownKitState('K', facts, viewOf('quarantined', 'P-1', elsewhere))).toBe('reserved');
  const told = { facts: factsOf('P-1', 1, { took: ['K'] }), isRecorded: true };
  const recorded = { ofEnvelope: () => [told] };
  expect(ownKitState('K', facts, viewOf('dispensed', 'P-1', recorded))).toBe('reserved');
  const undone = { ofEnvelope: () => [{ ...told, isRecorded: false }] };
  expect(ownKitState('K', facts, viewOf('dispensed', 'P-1', undone))).toBe('dispensed');
});

test('kits that an assignment gives back in the same import leave the pack again with the one that stands', () => {
  const back = [{ facts: factsOf('P-1', 1, { took: ['K'] }) }];
  expect(kitsTaken(facts, back, viewOf('dispensed'))).toEqual(['K']);
  expect(kitsTaken(facts, [], viewOf('dispensed'))).toEqual([]);
  expect(kitsTaken(facts, [], viewOf('reserved'))).toEqual(['K']);
});
