import type { Json } from '../../base/canonical-json.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { countByPlace } from '../../store/queries/kit-counts.ts';
import { subjectsBySite } from '../../store/queries/places.ts';
import { allVersions, versionContent } from '../../store/queries/versions.ts';
import type { QueryHandler } from '../handlers.ts';
import { placeScope } from './scope.ts';

export const studyGet: QueryHandler<'study.get'> = ({ db }, input) => {
  const version = input.version ?? currentDefinition(db).version;
  const content = versionContent(db, version);
  if (content === null) {
    return err(
      refusal(
        'unknown-version',
        `The study definition has no version ${version}.`,
        `Ask for a version from 1 to ${currentDefinition(db).version}.`,
      ),
    );
  }
  return ok({
    version,
    definition: JSON.parse(content.definition) as Json as never,
    text: content.text,
    versions: allVersions(db).map((row) => ({
      version: row.version,
      at: row.at,
      by: row.printedName,
      reason: row.reason ?? '',
      changes: [...row.changes],
    })),
  });
};

/** States in which a kit is physically at its place. */
const heldStates: readonly KitState[] = [
  'at-depot',
  'at-site',
  'reserved',
  'assigned',
  'returned',
  'damaged',
  'quarantined',
  'pre-quarantined',
  'awaiting-destruction',
];

export const studyPlaces: QueryHandler<'study.places'> = (context) => {
  const { places, visible } = placeScope(context);
  const kits = countByPlace(context.db, { places: visible, states: heldStates });
  const subjects = subjectsBySite(context.db);
  const shown = [...places.values()].filter(({ id }) => visible?.includes(id) ?? true);
  return ok({
    places: shown.map(({ id, code, ...place }) => ({
      id: code,
      ...place,
      kits: kits.get(id) ?? 0,
      subjects: subjects.get(id) ?? 0,
    })),
  });
};
