import { calendarDayOf, daysBetween, parseIsoDate } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { completedMonths, roundScaled, scaledDecimal, scaleDigits } from './decimal-rounding.ts';
import type {
  DateFactor,
  LevelId,
  NumberFactor,
  StratificationFactor,
} from './study-definition.ts';

function levelAtCut(
  factor: NumberFactor | DateFactor,
  isAtLeast: (cutPoint: number) => boolean,
): LevelId {
  const passed = factor.cutPoints.filter(isAtLeast).length;
  const level = factor.levels[passed];
  if (level === undefined) throw new Error(`factor ${factor.id} lacks a level for its cut-points`);
  return level.id;
}

function numberLevel(factor: NumberFactor, captured: string): Result<LevelId, Refusal> {
  const scaled = scaledDecimal(captured);
  if (scaled === undefined) {
    return err(
      refusal(
        'factor-value-format',
        `"${captured.slice(0, 40)}" is not a number for ${factor.name}.`,
        `Give a number with a decimal point and at most ${scaleDigits} decimals, e.g. 7.5.`,
      ),
    );
  }
  const range = [factor.minimum, factor.maximum].map((limit) => toScaled(limit)) as [
    bigint,
    bigint,
  ];
  if (scaled < range[0] || scaled > range[1]) {
    return err(
      refusal(
        'factor-value-range',
        `${captured.trim()} ${factor.unit} is outside ${factor.minimum} to ${factor.maximum} for ${factor.name}.`,
        'Check the value and its unit.',
      ),
    );
  }
  const rounded = roundScaled(scaled, factor.rounding, factor.decimals);
  return ok(levelAtCut(factor, (cutPoint) => rounded >= toScaled(cutPoint)));
}

const toScaled = (value: number): bigint => BigInt(Math.round(value * 10 ** scaleDigits));

function dateLevel(
  factor: DateFactor,
  captured: string,
  randomizationDay: IsoDate,
): Result<LevelId, Refusal> {
  const parsed = parseIsoDate(captured.trim());
  if (!parsed.ok) return parsed;
  if (parsed.value > randomizationDay) {
    return err(
      refusal(
        'factor-value-range',
        `${parsed.value} for ${factor.name} lies after the randomization day ${randomizationDay}.`,
        'Check the date.',
      ),
    );
  }
  const months = completedMonths(calendarDayOf(parsed.value), calendarDayOf(randomizationDay));
  const amount = {
    'completed-years': Math.floor(months / 12),
    'completed-months': months,
    days: daysBetween(parsed.value, randomizationDay),
  }[factor.measure];
  return ok(levelAtCut(factor, (cutPoint) => amount >= cutPoint));
}

/**
 * The level of one factor from what was captured: the level's id, a decimal number, or a date
 * `YYYY-MM-DD`, by the factor's kind. Refuses a missing, malformed or implausible value
 * (`factor-value-missing`, `-unknown`, `-format`, `-range`); a value equal to a cut-point is in the
 * upper level, after rounding.
 */
export function levelOf(
  factor: StratificationFactor,
  captured: string | undefined,
  randomizationDay: IsoDate,
): Result<LevelId, Refusal> {
  if (captured === undefined || captured.trim() === '') {
    return err(
      refusal('factor-value-missing', `No value for ${factor.name}.`, `Enter ${factor.name}.`),
    );
  }
  if (factor.kind === 'number') return numberLevel(factor, captured);
  if (factor.kind === 'date') return dateLevel(factor, captured, randomizationDay);
  const level = factor.levels.find(({ id }) => id === captured);
  if (level !== undefined) return ok(level.id);
  const choices = factor.levels.map(({ id }) => id).join(', ');
  return err(
    refusal(
      'factor-value-unknown',
      `"${captured.slice(0, 40)}" is not a level of ${factor.name}.`,
      `Choose one of: ${choices}.`,
    ),
  );
}
