import { breakKeyOf } from '../../shared/app/code-break/envelope.ts';
import type { Sealer } from '../../shared/app/ports.ts';
import type { StudyDefinition } from '../../shared/domain/study/study-definition.ts';

/** Keys to the sealed treatments of a person's sites; of all sites for somebody who is not bound to any. */
export const breakKeysOf = (
  sealer: Pick<Sealer, 'derive'>,
  { sites }: Pick<StudyDefinition, 'sites'>,
  own: readonly string[],
): ReadonlyMap<string, Uint8Array> =>
  new Map(
    (own.length === 0 ? sites.map(({ id }): string => id) : own).map((site) => [
      site,
      breakKeyOf(sealer, site),
    ]),
  );
