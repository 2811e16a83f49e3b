import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import type { Refusal } from '../../base/refusal.ts';
import { ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { dbr, parseLevelBalancing } from '../../engine/randomization/dbr.ts';
import type { LiveScheme } from '../../engine/randomization/live-allocation.ts';
import { checkMinimization } from '../../engine/randomization/minimization.ts';
import type { ImbalanceMeasure } from '../../engine/randomization/minimization.ts';
import { checkArmsAllowed, checkWeights } from '../../engine/randomization/weights.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { openSecret } from '../open-secret.ts';
import type { Ports, Sealer } from '../ports.ts';

/** Name of the rules by which a scheme, counts and a draw give an arm. */
export const liveFormat = 'cachet-live-1';

/** Everything that determines live allocation but the draws. */
export interface SchemeSpecification {
  readonly study: string;
  readonly list: string;
  /** Arms by id with their ratio in lowest terms. */
  readonly arms: readonly { readonly name: string; readonly weight: number }[];
  readonly procedure: 'dbr' | 'minimization';
  /** `site`, `region`, `trial` or ids of factors, in order. */
  readonly parts: readonly string[];
  /** Limits of the levels (dbr) or weights of the factors (minimization), in the order of the parts. */
  readonly values: readonly number[];
  /** Minimization only. */
  readonly measure?: ImbalanceMeasure;
  readonly p?: number;
}

/** The sealed part of a scheme's entry. */
export interface SchemeSecret {
  readonly format: typeof liveFormat;
  /** Salt of the digest, so that a guess at the parameters cannot be tested. */
  readonly digestSalt: string;
  readonly specification: SchemeSpecification;
}

/** The scheme in the engine's terms; refuses arms or parameters that the procedure does not serve. */
export function liveSchemeOf(specification: SchemeSpecification): Result<LiveScheme, Refusal> {
  const weights = specification.arms.map(({ weight }) => weight);
  const checked = checkWeights(weights);
  if (!checked.ok) return checked;
  if (specification.procedure === 'dbr') {
    const served = checkArmsAllowed(dbr.name, dbr.armsAllowed, weights);
    if (!served.ok) return served;
    const balancing = parseLevelBalancing({ limits: specification.values });
    return balancing.ok ? ok({ procedure: 'dbr', balancing: balancing.value }) : balancing;
  }
  const minimization = checkMinimization({
    weights,
    factors: specification.parts.map((name, i) => ({
      name,
      weight: specification.values[i] as number,
      levels: [],
    })),
    measure: specification.measure ?? 'range',
    p: specification.p ?? Number.NaN,
  });
  return minimization.ok
    ? ok({ procedure: 'minimization', minimization: minimization.value })
    : minimization;
}

/** SHA-256 of the salt and the canonical text of the specification. */
export const schemeDigest = (
  { sha256 }: Pick<Ports, 'sha256'>,
  { digestSalt, specification }: Pick<SchemeSecret, 'digestSalt' | 'specification'>,
): string => toHex(sha256(`${digestSalt}\n${canonicalJson(specification as unknown as Json)}`));

/** Opens the secret of a scheme. Throws when the entry is not what was sealed. */
export function schemeSecretOf(db: SqlDatabase, sealer: Sealer, entry: number): SchemeSecret {
  const secret = openSecret(db, sealer, entry) as unknown as SchemeSecret;
  if (secret.format !== liveFormat) throw new Error(`entry ${entry} holds no live scheme`);
  return secret;
}
