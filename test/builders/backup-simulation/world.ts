import { addMilliseconds } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { releaseModes } from '../../../shared/domain/backup/pack-terms.ts';
import type { ReleaseMode } from '../../../shared/domain/backup/pack-terms.ts';
import type { LayerRelease, ScreeningView } from '../../../shared/app/reconcile/central-view.ts';

export const simulationStart = '2026-03-02T09:00:00.000Z' as Instant;
export const simulationEnd = addMilliseconds(simulationStart, 400 * 86_400_000);
export const strata = ['sex=female', 'sex=male'] as const;
export const layers = 2;
/** Names to whom the study gave a code for packs that two open together. */
export const namedPeople = ['Nora', 'Ivo'] as const;

export const siteNameOf = (site: number): string => `S${site}`;
export const deviceOf = (site: number): string => `device-${site}`;
export const packOf = (site: number): string => `P-${site}`;
export const topUpOf = (site: number): string => `P-${site}b`;
/** A pack of kits that were stock again. */
export const refillOf = (site: number): string => `P-${site}c`;

/** Kit that was made for one layer of one envelope: every number occurs once in the first packs. */
const madeFor = (pack: string, envelope: number, layer: number): string =>
  `${pack.slice(2)}.${envelope}.${layer}`;

/** The kit of one layer in one envelope; packs of kits that were stock again have those. */
export const kitOf = (
  { filled }: Pick<World, 'filled'>,
  pack: string,
  envelope: number,
  layer: number,
): string =>
  filled.get(pack)?.[(envelope - 1) * layers + layer - 1] ?? madeFor(pack, envelope, layer);

export const kitsOfPack = (
  world: Pick<World, 'filled'>,
  { code, envelopes }: Pick<SimulatedPack, 'code' | 'envelopes'>,
): readonly string[] =>
  Array.from({ length: envelopes * layers }, (_, i) =>
    kitOf(world, code, Math.floor(i / layers) + 1, (i % layers) + 1),
  );

/** Numbers of the envelopes of a stratum, in their order. */
export const envelopesOfStratum = (stratum: number, envelopes: number): readonly number[] => {
  const half = envelopes / strata.length;
  return Array.from({ length: half }, (_, n) => stratum * half + n + 1);
};

/** A pack as the console issued it, and what became of it there. */
export interface SimulatedPack {
  readonly code: string;
  readonly site: number;
  readonly release: ReleaseMode;
  readonly envelopes: number;
  readonly status: 'issued' | 'revoked' | 'returned';
  readonly statusAt: Instant;
}

/** Everything that the console knows by itself when the records come home. */
export interface World {
  readonly packs: Map<string, SimulatedPack>;
  /** Kits of packs that were filled with kits out of returned ones, layer by layer, by pack. */
  readonly filled: Map<string, readonly string[]>;
  /** Randomized by the console itself. */
  readonly centralSubjects: ReadonlySet<string>;
  /** Kits taken out of use by the console. */
  readonly quarantined: ReadonlySet<string>;
  readonly screened: ReadonlyMap<string, ScreeningView>;
  /** Sites that the study closed, by name, with the moment. */
  readonly closed: ReadonlyMap<string, Instant>;
  /** Codes that the console gave by telephone, by pack and envelope. */
  readonly releases: Map<string, LayerRelease[]>;
  /** Hashes of openings that a program changed for the purpose made without the release that its pack asks for. */
  readonly cheats: Set<string>;
}

/** One pack of one site that one person opens, and nothing else. */
export const plainWorld = (envelopes: number): World => ({
  packs: new Map([[packOf(0), issued(packOf(0), 0, 'self', envelopes)]]),
  filled: new Map(),
  centralSubjects: new Set(),
  quarantined: new Set(),
  screened: new Map(),
  closed: new Map(),
  releases: new Map(),
  cheats: new Set(),
});

export const issued = (
  code: string,
  site: number,
  release: ReleaseMode,
  envelopes: number,
): SimulatedPack => ({
  code,
  site,
  release,
  envelopes,
  status: 'issued',
  statusAt: simulationStart,
});

interface Draws {
  below(limit: number): number;
}

/**
 * Two packs a site, some of them revoked or closed at the console while the site goes on; subjects and kits that the
 * console has by itself; a site or two that are closed on the way.
 */
export function drawWorld(
  sites: number,
  { operations, envelopes }: { readonly operations: number; readonly envelopes: number },
  draws: Draws,
): World {
  const all = Array.from({ length: sites }, (_, site) => site);
  const during = (): Instant =>
    addMilliseconds(simulationStart, draws.below(operations) * 60_000 + 30_000);
  const packs = all.flatMap((site) => {
    const release = releaseModes[site % releaseModes.length] as ReleaseMode;
    return [packOf(site), topUpOf(site)].map((code) => {
      const pack = issued(code, site, release, envelopes);
      const fate = draws.below(10);
      if (fate > 1) return pack;
      return { ...pack, status: fate === 0 ? 'revoked' : 'returned', statusAt: during() } as const;
    });
  });
  const failed = (site: number): ScreeningView => ({
    code: `${site}-3`,
    site: siteNameOf(site),
    hasFailed: true,
    failedBecause: 'Out of range.',
  });
  const elsewhere = (site: number): ScreeningView => ({
    code: `${site}-4`,
    site: siteNameOf((site + 1) % sites),
    hasFailed: false,
    failedBecause: null,
  });
  return {
    packs: new Map(packs.map((pack) => [pack.code, pack])),
    filled: new Map(),
    centralSubjects: new Set(all.map((site) => `${site}-2`)),
    quarantined: new Set(
      all.map((site) => madeFor(packOf(site), 1 + draws.below(envelopes / 2), 1)),
    ),
    screened: new Map(
      all.flatMap((site) => [failed(site), elsewhere(site)]).map((one) => [one.code, one]),
    ),
    closed: new Map(
      all.filter((site) => site % 4 === 3).map((site) => [siteNameOf(site), during()]),
    ),
    releases: new Map(),
    cheats: new Set(),
  };
}
