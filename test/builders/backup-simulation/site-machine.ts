import { sha256Hex } from '../../../electron/node/crypto-random.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { addMilliseconds } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { chainText, genesisHash } from '../../../shared/ledger/entry.ts';
import type { ChainEntry } from '../../../shared/ledger/bundle/site-chain.ts';

export const simulationStart = '2026-03-02T09:00:00.000Z' as Instant;

/** Kits of one layer in one envelope: every number occurs once in the whole simulation. */
export const kitOf = (site: number, envelope: number, layer: number): string =>
  `${site}.${envelope}.${layer}`;

export const packOf = (site: number): string => `P-${site}`;
export const siteNameOf = (site: number): string => `S${site}`;
export const strata = ['sex=female', 'sex=male'] as const;
export const layers = 2;

/** One copy of the machine of a site with the ledger that it holds. */
export interface SiteMachine {
  readonly site: number;
  readonly entries: ChainEntry[];
  epoch: number;
  /** Wall time minus monotonic time, in milliseconds; a person who sets the clock changes it. */
  skewMs: number;
  monotonicMs: number;
  /** Envelopes that this copy has opened. */
  readonly opened: Set<number>;
}

export const deviceOf = (site: number): string => `device-${site}`;

export const newMachine = (site: number): SiteMachine => ({
  site,
  entries: [],
  epoch: 1,
  skewMs: 0,
  monotonicMs: 0,
  opened: new Set(),
});

/** A copy that goes on by itself from here. */
export const copyOf = (machine: SiteMachine, upTo = machine.entries.length): SiteMachine => {
  const entries = machine.entries.slice(0, upTo);
  const opened = entries.flatMap(({ content }) => {
    const { kind, body } = JSON.parse(content) as { kind: string; body: { envelope: number } };
    return kind === 'site-envelope-opened' ? [body.envelope] : [];
  });
  return { ...machine, entries, opened: new Set(opened) };
};

/** Appends one entry as the program does: hash over position, predecessor and content. */
export function append(
  machine: SiteMachine,
  kind: string,
  body: Record<string, Json>,
  reason: string | null = null,
): void {
  machine.monotonicMs += 60_000;
  const clock = { boot: 'one', monotonicMs: machine.monotonicMs };
  const at = addMilliseconds(simulationStart, machine.monotonicMs + machine.skewMs);
  const content = canonicalJson({
    at,
    offsetMinutes: 60,
    user: 'nora',
    printedName: 'Nora',
    role: 'site-user',
    environment: 'UAT',
    procedure: kind,
    requestId: null,
    kind,
    body: { ...body, clock },
    reason,
    signature: null,
  });
  const last = machine.entries.at(-1);
  const device = deviceOf(machine.site);
  const sequence = machine.entries.length + 1;
  const previous = last?.hash ?? genesisHash;
  const position = { device, epoch: machine.epoch, deviceSequence: sequence };
  const hash = sha256Hex(chainText(position, previous, content, null));
  machine.entries.push({ device, epoch: machine.epoch, sequence, previous, hash, content });
}

/** The first entry: a pack whose envelopes alternate between the strata. */
export function loadPack(machine: SiteMachine, envelopes: number): void {
  const half = envelopes / strata.length;
  append(machine, 'site-pack-loaded', {
    pack: packOf(machine.site),
    site: siteNameOf(machine.site),
    device: deviceOf(machine.site),
    list: 'MAIN',
    layers,
    strata: strata.map((key, i) => ({
      key,
      words: key,
      positions: Array.from({ length: half }, (_, n) => i * half + n + 1),
    })),
  });
}

/** Numbers of the envelopes of a stratum, in their order. */
export const envelopesOfStratum = (stratum: number, envelopes: number): readonly number[] => {
  const half = envelopes / strata.length;
  return Array.from({ length: half }, (_, n) => stratum * half + n + 1);
};
