import type { IsoDate } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { captureStratum } from '../../domain/study/strata.ts';
import type { FactorId, SiteId, StudyDefinition } from '../../domain/study/study-definition.ts';

/** Places and the trial as a whole may be balanced beside the factors of the study. */
export const placeParts = ['site', 'region', 'trial'] as const;

const isPlace = (part: string): boolean => placeParts.some((place) => place === part);

/** Key of the level that every subject has. */
export const trialLevel = 'trial';

/** A subject's levels, frozen with the allocation. */
export interface SubjectLevels {
  /** `site=S001;sex=female`, or `all` where only the trial is balanced. */
  readonly key: string;
  readonly words: string;
}

/** Levels of a subject for a scheme. A missing or unusable value of a factor refuses. */
export function captureLevels(
  definition: StudyDefinition,
  parts: readonly string[],
  capture: {
    readonly site: string;
    readonly values: Readonly<Record<string, string>>;
    readonly randomizationDay: IsoDate;
  },
): Result<SubjectLevels, Refusal> {
  const factors = parts.filter((part) => !isPlace(part)) as FactorId[];
  const captured = captureStratum(
    definition,
    { place: 'none', factors },
    { ...capture, site: capture.site as SiteId },
  );
  if (!captured.ok) return captured;
  const region = definition.sites.find(({ id }) => id === capture.site)?.region ?? '';
  const levels = parts
    .filter((part) => part !== 'trial')
    .map((part): readonly [string, string] => [
      part,
      part === 'site'
        ? capture.site
        : part === 'region'
          ? region
          : (captured.value.levels[part as FactorId] as string),
    ]);
  return ok({
    key: levels.length === 0 ? 'all' : levels.map((level) => level.join('=')).join(';'),
    words: levels.map((level) => levelInWords(definition, level)).join(', ') || 'All subjects',
  });
}

function levelInWords(
  definition: StudyDefinition,
  [part, level]: readonly [part: string, level: string],
): string {
  const [factor, name] = levelNames(definition, `${part}=${level}`);
  return isPlace(part) ? name : `${factor}: ${name}`;
}

/** Names of a part and its level for people, e.g. `Site`, `Charité` of `site=S001`. */
export function levelNames(
  definition: StudyDefinition,
  text: string,
): readonly [factor: string, level: string] {
  if (text === trialLevel) return ['Trial', 'All subjects'];
  const [part = '', level = ''] = text.split('=');
  if (part === 'site') {
    return ['Site', definition.sites.find(({ id }) => id === level)?.name ?? level];
  }
  if (part === 'region') {
    return ['Region', definition.regions.find(({ id }) => id === level)?.name ?? level];
  }
  const factor = definition.factors.find(({ id }) => id === part);
  return [factor?.name ?? part, factor?.levels.find(({ id }) => id === level)?.name ?? level];
}

/** Names of the levels of each part, in the order of the parts, from a frozen key. */
export function levelsOfKey(parts: readonly string[], key: string): readonly string[] {
  const texts = key.split(';');
  return parts.map((part) => {
    if (part === 'trial') return trialLevel;
    const text = texts.find((candidate) => candidate.startsWith(`${part}=`));
    if (text === undefined) throw new Error(`the levels ${key} lack ${part}`);
    return text;
  });
}
