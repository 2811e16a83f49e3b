import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';

/** The members of a scenario file, read one by one; the first that is wrong is refused by name. */
export class ScenarioFields {
  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly path: string;
  private problem: Refusal | null = null;

  constructor(fields: Readonly<Record<string, unknown>>, path = '') {
    this.fields = fields;
    this.path = path;
  }

  /** Refuses anything that is not an object. */
  static of(value: unknown, path = ''): Result<ScenarioFields, Refusal> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return ok(new ScenarioFields(value as Readonly<Record<string, unknown>>, path));
    }
    const what = path === '' ? 'The scenario' : path;
    return err(
      refusal('scenario-invalid', `${what} is not an object.`, `Give ${what} as { … } in JSON.`),
    );
  }

  /** The first refusal, or the value when every field was in order. */
  finish<T>(value: T): Result<T, Refusal> {
    return this.problem === null ? ok(value) : err(this.problem);
  }

  get(name: string): unknown {
    return Object.hasOwn(this.fields, name) ? this.fields[name] : undefined;
  }

  refuse(name: string, must: string): void {
    const full = this.path === '' ? name : `${this.path}.${name}`;
    const text = JSON.stringify(this.get(name)) ?? 'nothing';
    this.problem ??= refusal(
      'scenario-field-invalid',
      `${full} cannot be ${text.length > 60 ? `${text.slice(0, 60)}…` : text}.`,
      `Give ${full} as ${must}.`,
    );
  }

  /** Names other than these are refused: a mistyped option must not be ignored. */
  allow(names: readonly string[]): void {
    const stranger = Object.keys(this.fields).find((name) => !names.includes(name));
    if (stranger === undefined) return;
    this.problem ??= refusal(
      'scenario-field-unknown',
      `The scenario has no field "${this.path === '' ? '' : `${this.path}.`}${stranger}".`,
      `Use only: ${names.join(', ')}.`,
    );
  }

  integer(name: string, least: number, most: number, fallback?: number): number {
    const value = this.get(name) ?? fallback;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most)
      return value;
    this.refuse(name, `a whole number from ${least} to ${most}`);
    return least;
  }

  number(name: string, least: number, most: number): number {
    const value = this.get(name);
    if (typeof value === 'number' && value >= least && value <= most) return value;
    this.refuse(name, `a number from ${least} to ${most}`);
    return least;
  }

  flag(name: string): boolean {
    const value = this.get(name) ?? false;
    if (typeof value !== 'boolean') this.refuse(name, 'true or false');
    return value === true;
  }

  /** A window [from, to] of days with 0 <= from <= to. */
  window(name: string, most: number): readonly [number, number] {
    const value = this.get(name);
    const [from, to, ...more] = Array.isArray(value) ? (value as readonly unknown[]) : [];
    if (typeof from === 'number' && typeof to === 'number' && more.length === 0) {
      if (from >= 0 && to >= from && to <= most) return [from, to];
    }
    this.refuse(name, `two numbers [from, to] with 0 <= from <= to <= ${most}, in days`);
    return [0, 0];
  }

  /** A member that is an object of its own; its refusals count as this one's. */
  nested<T>(name: string, read: (fields: ScenarioFields) => T, otherwise: T): T {
    const inner = ScenarioFields.of(this.get(name), name);
    if (!inner.ok) {
      this.problem ??= inner.error;
      return otherwise;
    }
    const value = read(inner.value);
    this.problem ??= inner.value.problem;
    return value;
  }
}

/** The recruitment part that scenarios share. */
export const readRate = (fields: ScenarioFields): { alpha: number; beta: number } => {
  fields.allow(['alpha', 'beta']);
  return { alpha: fields.number('alpha', 0.05, 1e9), beta: fields.number('beta', 1e-6, 1e12) };
};

export const MAX_DAYS = 36_525;
