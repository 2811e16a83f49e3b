// Requirements: SUP-03
import { describe, expect, it } from 'vitest';
import type { KitAction, KitState, PlaceKind } from '../../../../shared/domain/kit/kit-state.ts';
import {
  allowedActions,
  kitActions,
  kitStates,
  kitTransitions,
  nextKitState,
} from '../../../../shared/domain/kit/kit-state.ts';

const places: readonly PlaceKind[] = ['depot', 'site'];
const stateAfter = (
  start: KitState,
  steps: readonly (readonly [KitAction, PlaceKind])[],
): KitState =>
  steps.reduce<KitState>((state, [action, place]) => {
    const next = nextKitState(state, action, place);
    if (!next.ok) throw new Error(next.error.message);
    return next.value;
  }, start);

describe('kit states', () => {
  it('leads a kit from production to a subject and back to destruction', () => {
    const life = [
      ['receive', 'depot'],
      ['reserve', 'depot'],
      ['dispatch', 'depot'],
      ['receive', 'site'],
      ['assign', 'site'],
      ['dispense', 'site'],
      ['return', 'site'],
      ['move-unusable', 'depot'],
      ['await-destruction', 'depot'],
      ['destroy', 'depot'],
    ] as const;
    expect(stateAfter('in-production', life)).toBe('destroyed');
  });

  it('answers every state, action and place: one state by the table, or a refusal that names it', () => {
    for (const state of kitStates) {
      for (const place of places) {
        const allowed = allowedActions(state, place);
        for (const action of kitActions) {
          const next = nextKitState(state, action, place);
          expect(next.ok).toBe(allowed.includes(action));
          if (next.ok) continue;
          expect(next.error.rule).toBe('kit-transition');
          expect(next.error.because.join(' ')).toContain('table of kit states');
          expect(next.error.next).not.toBe('');
        }
      }
    }
  });

  it('never gives two answers for one state, action and place', () => {
    for (const place of places) {
      const keys = kitTransitions
        .filter(({ at }) => (at ?? place) === place)
        .flatMap(({ action, from }) => from.map((state) => `${action} ${state}`));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('lets nothing that was once with a subject, damaged or destroyed become stock again', () => {
    const usable = new Set<KitState>(['at-depot', 'at-site', 'reserved', 'in-transit', 'assigned']);
    const reach = (start: KitState): ReadonlySet<KitState> => {
      const seen = new Set<KitState>([start]);
      for (const state of seen) {
        for (const { from, to, action } of kitTransitions) {
          // Release from quarantine is a signed decision of its own.
          if (action !== 'release' && from.includes(state)) seen.add(to);
        }
      }
      return seen;
    };
    for (const start of [
      'dispensed',
      'returned',
      'damaged',
      'awaiting-destruction',
      'destroyed',
    ] as const) {
      expect([...reach(start)].filter((state) => usable.has(state))).toEqual([]);
    }
    expect([...reach('at-depot')].filter((state) => usable.has(state))).not.toEqual([]);
  });

  it('reaches every state from production, and ends only in destruction', () => {
    const seen = new Set<KitState>(['in-production']);
    for (const state of seen) {
      for (const { from, to } of kitTransitions) if (from.includes(state)) seen.add(to);
    }
    expect([...seen].sort()).toEqual([...kitStates].sort());
    const ends = kitStates.filter((state) =>
      places.every((at) => allowedActions(state, at).length === 0),
    );
    expect(ends).toEqual(['destroyed']);
  });
});
