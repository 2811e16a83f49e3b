import { expect, test } from 'vitest';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import {
  fieldsOf,
  valueAt,
  withValue,
} from '../../../../renderer/features/forecast/scenario/fields.ts';
import { readForecastScenario } from '../../../../shared/app/forecast/read-scenario.ts';

test('every number of the form stands in the example or has a usual value', () => {
  for (const { path, usual, key } of fieldsOf(exampleScenario)) {
    expect(valueAt(exampleScenario, path) ?? usual, key).toBeTypeOf('number');
  }
});

test('every number of the form can be set to its least value without breaking the format', () => {
  for (const { path, min, key } of fieldsOf(exampleScenario)) {
    const changed = withValue(exampleScenario, path, min);
    expect(valueAt(changed, path), key).toBe(min);
    const read = readForecastScenario(changed);
    const because = read.ok ? [] : read.error.because;
    expect(
      because.filter((line) => line.startsWith(`${path.join('.')}: found`)),
      key,
    ).toEqual([]);
  }
});

test('a value is set and taken out without touching its neighbours', () => {
  const path = ['transport', 'loss'];
  const set = withValue(exampleScenario, path, 0.25);
  expect(set.transport).toEqual({ ...exampleScenario.transport, loss: 0.25 });
  expect(set.costs).toBe(exampleScenario.costs);
  const without = withValue(set, path, undefined);
  expect(valueAt(without, path)).toBeUndefined();
  expect(without.transport?.damage).toBe(exampleScenario.transport?.damage);
});

test('a part that a scenario leaves out is made when something in it is set', () => {
  const { transport: _, ...bare } = exampleScenario;
  expect(withValue(bare, ['transport', 'loss'], 0.1).transport).toEqual({ loss: 0.1 });
});
