import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { readForecastScenario } from '../../../../shared/app/forecast/read-scenario.ts';
import { answerOf } from '../../../../shared/app/forecast/forecast-answer.ts';
import { forecastAnswerShape } from '../../../../shared/contracts/forecast-answer.ts';
import { ForecastRunner } from '../../../../shared/engine/forecast/runner.ts';
import { ForecastTotals } from '../../../../shared/engine/forecast/totals.ts';

type Node = Record<string | number, unknown>;

/** Every place of a scenario at which something stands. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  const own = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  const inner = own.flatMap((key) => placesOf((value as Node)[key], [...path, key]));
  return path.length === 0 ? inner : [[...path], ...inner];
}

const small = {
  ...exampleScenario,
  horizonDays: 200,
  recruitment: { ...exampleScenario.recruitment, target: 6 },
};
const places = placesOf(small);

const strange = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, '', ' ', [], {}, [[]], 0, 1, -1, 0.5, 2, 1e-9, 7),
  fc.constantFrom<unknown>(1e9, -1e9, 2 ** 53, 1e300, '2027-06-31', '1800-01-01', '2027-03-01'),
  fc.constantFrom<unknown>('DE-01', 'P', 'V3', 'EU', 'site', 'even', 'balanced', '__proto__'),
  fc.integer({ min: -5, max: 400 }),
  fc.string({ maxLength: 8 }),
);
/** Numbers become larger or smaller, everything else stays. */
const scaled = fc.constantFrom(0, 0.5, 2, 10).map((scale) => ({ scale }));
const change = fc.record({
  place: fc.constantFrom(...places),
  value: fc.oneof({ weight: 1, arbitrary: strange }, { weight: 3, arbitrary: scaled }),
});

function changed(changes: readonly { place: (string | number)[]; value: unknown }[]): unknown {
  const copy = structuredClone(small) as unknown;
  for (const { place, value } of changes) {
    let at = copy as Node;
    for (const step of place.slice(0, -1)) at = (at?.[step] ?? {}) as Node;
    const last = place.at(-1) as string | number;
    if (typeof at !== 'object' || at === null) continue;
    if (value === undefined) delete at[last];
    else at[last] = isScaled(value) ? scaledBy(at[last], value.scale) : value;
  }
  return JSON.parse(JSON.stringify(copy)) as unknown;
}

const isScaled = (value: unknown): value is { readonly scale: number } =>
  typeof value === 'object' && value !== null && 'scale' in value;

const scaledBy = (value: unknown, scale: number): unknown => {
  if (typeof value !== 'number') return value;
  return Number.isInteger(value) ? Math.floor(value * scale) : value * scale;
};

/** Work that a test has time for. */
const MOST_VISITS = 20_000;

/** How many were refused and how many were played. */
const seen = { refused: 0, played: 0 };

function readAndPlay(scenario: unknown): void {
  const read = readForecastScenario(scenario);
  if (!read.ok) {
    seen.refused++;
    expect(read.error.rule).toMatch(/^(scenario-invalid|recruitment-cannot-finish)$/);
    expect(read.error.message.length).toBeGreaterThan(10);
    for (const line of read.error.because) expect(line).toMatch(/: found .*; expected /s);
    return;
  }
  const { model, focus } = read.value;
  if (model.recruitment.target * model.schedule.windowStart.length > MOST_VISITS) return;
  const runner = ForecastRunner.prepare(model, focus);
  if (!runner.ok) throw new Error(runner.error.message);
  const totals = new ForecastTotals(model, focus.length);
  totals.add(runner.value.run(1, 0, 2));
  forecastAnswerShape.parse(answerOf(read.value, totals, 1));
  seen.played++;
}

describe('a scenario file with anything in it', () => {
  it('is refused with its places, or played to the end with all kits accounted for', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) =>
        readAndPlay(changed(changes)),
      ),
      { seed: 60_117, numRuns: 80 },
    );
    expect(seen.refused).toBeGreaterThan(10);
    expect(seen.played).toBeGreaterThan(10);
  }, 60_000);
});
