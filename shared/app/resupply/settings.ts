import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { effectiveResupply } from '../../domain/stock/resupply-settings.ts';
import type { ResupplyPlace, ResupplySettings } from '../../domain/stock/resupply-settings.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { lineRuleProblem } from '../../engine/supply/resupply/resupply-rule.ts';
import { resupplySettings } from '../../store/queries/resupply-facts.ts';
import type { ResupplyEntry } from '../../store/queries/resupply-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { rulesInWords } from './rules-in-words.ts';

type Site = StudyDefinition['sites'][number];

/** Where the values of a kit type at a site are looked up. */
export const placeOf = ({ region, country, id }: Site, kitType: string): ResupplyPlace => ({
  region,
  country,
  site: id,
  kitType,
});

export type SettingsInForce = ResupplyEntry<{ readonly settings: ResupplySettings }>;

/** The settings in force, or the refusal `resupply-not-set`. */
export function settingsInForce(db: SqlDatabase): Result<SettingsInForce, Refusal> {
  const found = resupplySettings<ResupplySettings>(db);
  if (found !== null) return ok(found);
  return err(
    refusal(
      'resupply-not-set',
      'The study has no resupply settings.',
      'Set the levels of the study and sign them.',
    ),
  );
}

/** Why settings cannot be put in force: a name that the study does not have, or levels that cannot stand. */
export function settingsRefusal(
  definition: StudyDefinition,
  settings: ResupplySettings,
): Refusal | null {
  const names: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      'region',
      definition.sites.map(({ region }) => region),
      (settings.regions ?? []).map((row) => row.region),
    ],
    [
      'country',
      definition.sites.map(({ country }) => country),
      settings.countries.map((row) => row.country),
    ],
    [
      'site',
      definition.sites.map(({ id }) => id),
      [
        ...settings.sites.map((row) => row.site),
        ...settings.kitTypes.flatMap(({ site }) => (site === undefined ? [] : [site])),
      ],
    ],
    [
      'kit type',
      definition.kitTypes.map(({ id }) => id),
      settings.kitTypes.map((row) => row.kitType),
    ],
  ];
  for (const [noun, known, used] of names) {
    const unknown = used.find((name) => !known.includes(name));
    if (unknown === undefined) continue;
    return refusal(
      'resupply-name-unknown',
      `The settings name ${noun} ${unknown}, which the study does not have.`,
      'Correct the name or remove the row.',
    );
  }
  return repeatedRow(settings) ?? levelRefusal(definition, settings);
}

function repeatedRow({
  regions = [],
  countries,
  sites,
  kitTypes,
}: ResupplySettings): Refusal | null {
  const keys = [
    ...regions.map(({ region }) => `region ${region}`),
    ...countries.map(({ country }) => `country ${country}`),
    ...sites.map(({ site }) => `site ${site}`),
    ...kitTypes.map(
      ({ kitType, site }) => `kit type ${kitType}${site === undefined ? '' : ` at ${site}`}`,
    ),
  ];
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice === undefined) return null;
  return refusal('resupply-row-repeated', `There are two rows for ${twice}.`, 'Keep one of them.');
}

function levelRefusal(definition: StudyDefinition, settings: ResupplySettings): Refusal | null {
  for (const site of definition.sites) {
    for (const kitType of definition.kitTypes) {
      const at = placeOf(site, kitType.id);
      const problem = lineRuleProblem(effectiveResupply(settings, at).values);
      if (problem === null) continue;
      const words = rulesInWords(problem);
      return { ...words, because: [`It holds for ${kitType.id} at ${site.id}.`] };
    }
  }
  return null;
}
