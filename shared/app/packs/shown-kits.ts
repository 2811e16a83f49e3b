import type { BackupEventBodies } from '../../ledger/backup-events.ts';
import { kitsOpened } from '../../ledger/bundle/assignment-facts.ts';
import { assembleChain } from '../../ledger/bundle/site-chain.ts';
import type { ChainEntry, SiteChain } from '../../ledger/bundle/site-chain.ts';
import type { EntryContent } from '../../ledger/entry.ts';
import { assignmentsOfPack, siteEntries } from '../../store/queries/backup-facts.ts';
import { releasesOf } from '../../store/queries/pack-facts.ts';
import type { PackFacts } from '../../store/queries/pack-facts.ts';
import type { CommandContext } from '../handlers.ts';
import { requireSealer } from '../require-sealer.ts';
import { packSecretOf } from './pack-secret.ts';

/**
 * Kits of a pack that somebody saw, or may have seen: those of every layer that any branch of any record opened, and those of
 * every layer that was released by telephone, whether or not a record of it came home.
 */
export function shownKits(context: CommandContext, pack: PackFacts): ReadonlySet<string> {
  const { db } = context;
  const shown = new Set(assignmentsOfPack(db, pack.code).flatMap(({ facts }) => kitsOpened(facts)));
  const releases = releasesOf(db, pack.id);
  if (releases.length === 0) return shown;
  const { envelopes } = packSecretOf(db, requireSealer(context), pack.entry);
  for (const { envelope, layer } of releases) {
    for (const kit of envelopes[envelope - 1]?.[layer - 1] ?? []) shown.add(kit);
  }
  return shown;
}

/** How surely a machine's record says that the sealed envelopes of a pack are gone. */
export interface PackEnd {
  /** Somebody at the site gave the pack back. */
  readonly isSurrendered: boolean;
  /** Every copy of the file gave it back, and nothing of the record is missing. */
  readonly isCertain: boolean;
}

/** Reads the end of a pack from every history of its machine: a copy that did not give it back may still open envelopes. */
export function endOf({ paths, gaps }: Pick<SiteChain, 'paths' | 'gaps'>, pack: string): PackEnd {
  const ends = paths
    .filter((path) => path.some((entry) => says(entry, 'site-pack-loaded', pack)))
    .map((path) => path.some((entry) => says(entry, 'site-pack-surrendered', pack)));
  return {
    isSurrendered: ends.includes(true),
    isCertain: gaps.length === 0 && ends.length > 0 && !ends.includes(false),
  };
}

export const packEnd = ({ db }: Pick<CommandContext, 'db'>, pack: PackFacts): PackEnd =>
  endOf(assembleChain(siteEntries(db, pack.device)), pack.code);

/**
 * What becomes of the kits when a pack ends: those that nobody opened are stock again where that is certain, and nobody's
 * until they are counted where it is not; what somebody saw is set apart for good.
 */
export function kitsAtEnd(
  { isCertain }: PackEnd,
  kits: {
    readonly reserved: readonly string[];
    readonly held: readonly string[];
    readonly shown: ReadonlySet<string>;
  },
): Pick<BackupEventBodies['pack-returned'], 'kits' | 'state' | 'apart'> {
  const apart = [...kits.reserved, ...kits.held].filter((kit) => kits.shown.has(kit));
  return {
    kits: kits.reserved,
    state: isCertain ? 'at-site' : 'quarantined',
    ...(apart.length === 0 ? {} : { apart }),
  };
}

function says({ content }: ChainEntry, kind: string, pack: string): boolean {
  if (!content.includes(kind)) return false;
  const entry = JSON.parse(content) as EntryContent;
  return entry.kind === kind && entry.body['pack'] === pack;
}
