import type { Brand } from '../../base/brand.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { levelOf } from './captured-value.ts';
import type {
  FactorId,
  LevelId,
  SiteId,
  StratificationFactor,
  StudyDefinition,
} from './study-definition.ts';

/**
 * Canonical text of a stratum: `site=S001;age=from-65;prior-therapy=none`, parts in the order of the
 * specification; `all` when nothing stratifies. Ids hold neither `=` nor `;`.
 */
export type StratumKey = Brand<string, 'StratumKey'>;

/** Stratification of one list: by which place, if any, and by which factors, in this order. */
export interface StratumSpecification {
  readonly place: 'none' | 'region' | 'site';
  readonly factors: readonly FactorId[];
}

/** One stratum of a list. */
export interface Stratum {
  readonly key: StratumKey;
  readonly inWords: string;
  readonly place?: string;
  readonly levels: Readonly<Record<FactorId, LevelId>>;
}

/** What one subject's capture gives; `levels` is frozen with the allocation. */
export interface CapturedStratum {
  readonly key: StratumKey;
  readonly levels: Readonly<Record<FactorId, LevelId>>;
}

/** Enumerating more strata than this is refused: no trial fills them. */
const maximumStrata = 20_000;

type Part = readonly [name: string, value: string];

const keyOf = (parts: readonly Part[]): StratumKey =>
  (parts.length === 0
    ? 'all'
    : parts.map(([name, value]) => `${name}=${value}`).join(';')) as StratumKey;

function factorOf(definition: StudyDefinition, id: FactorId) {
  const factor = definition.factors.find((candidate) => candidate.id === id);
  if (factor === undefined) throw new Error(`the study has no factor ${id}`);
  return factor;
}

/**
 * The stratum of a subject from captured texts by factor (see `levelOf`). Every factor of the
 * specification needs a value: all missing or bad ones are named together (`strata-incomplete`).
 * Throws for a site or factor that the definition does not have.
 */
export function captureStratum(
  definition: StudyDefinition,
  specification: StratumSpecification,
  capture: {
    readonly site: SiteId;
    readonly values: Readonly<Record<string, string>>;
    readonly randomizationDay: IsoDate;
  },
): Result<CapturedStratum, Refusal> {
  const site = definition.sites.find(({ id }) => id === capture.site);
  if (site === undefined) throw new Error(`the study has no site ${capture.site}`);
  const parts: Part[] = [];
  if (specification.place !== 'none') {
    parts.push([specification.place, specification.place === 'site' ? site.id : site.region]);
  }
  const levels: Record<FactorId, LevelId> = {};
  const problems: Refusal[] = [];
  for (const id of specification.factors) {
    const captured = Object.hasOwn(capture.values, id) ? capture.values[id] : undefined;
    const level = levelOf(factorOf(definition, id), captured, capture.randomizationDay);
    if (!level.ok) {
      problems.push(level.error);
      continue;
    }
    levels[id] = level.value;
    parts.push([id, level.value]);
  }
  const [first, ...others] = problems;
  if (first === undefined) return ok({ key: keyOf(parts), levels });
  if (others.length === 0) return err(first);
  return err(
    refusal(
      'strata-incomplete',
      `${problems.length} stratification values are missing or not usable.`,
      problems.map(({ next }) => next).join(' '),
      problems.map(({ message }) => message),
    ),
  );
}

interface Growing {
  readonly parts: readonly Part[];
  readonly names: readonly string[];
  readonly place?: string;
  readonly levels: Readonly<Record<FactorId, LevelId>>;
}

function placeStrata(
  definition: StudyDefinition,
  place: StratumSpecification['place'],
): readonly Growing[] {
  if (place === 'none') return [{ parts: [], names: [], levels: {} }];
  return (place === 'site' ? definition.sites : definition.regions).map(({ id, name }) => ({
    parts: [[place, id]],
    names: [name],
    place: id,
    levels: {},
  }));
}

const splitBy = (strata: readonly Growing[], factor: StratificationFactor): readonly Growing[] =>
  strata.flatMap((outer) =>
    factor.levels.map((level) => ({
      ...outer,
      parts: [...outer.parts, [factor.id, level.id]],
      names: [...outer.names, `${factor.name}: ${level.name}`],
      levels: { ...outer.levels, [factor.id]: level.id },
    })),
  );

/** Every stratum of a specification, places first and factors in order, each level in its order. Refuses more than `maximumStrata`. */
export function enumerateStrata(
  definition: StudyDefinition,
  specification: StratumSpecification,
): Result<readonly Stratum[], Refusal> {
  const places = placeStrata(definition, specification.place);
  const factors = specification.factors.map((id) => factorOf(definition, id));
  const count = factors.reduce((product, { levels }) => product * levels.length, places.length);
  if (count > maximumStrata) {
    return err(
      refusal(
        'too-many-strata',
        `This specification has ${count} strata; at most ${maximumStrata} are possible.`,
        'Stratify by region instead of site, or by fewer factors.',
      ),
    );
  }
  return ok(
    factors.reduce(splitBy, places).map(({ parts, names, ...stratum }) => ({
      ...stratum,
      key: keyOf(parts),
      inWords: names.join(', ') || 'All subjects',
    })),
  );
}
