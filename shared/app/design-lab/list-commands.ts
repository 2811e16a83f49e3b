import type { Refusal } from '../../base/refusal.ts';
import { type Result, ok } from '../../base/result.ts';
import {
  compareLists,
  type Concordance,
} from '../../engine/randomization/concordance/concordance.ts';
import { secondList } from '../../engine/randomization/concordance/second-list.ts';
import { type DeriveKey, generateList } from '../../engine/randomization/list.ts';
import {
  type CheckedList,
  checkListSpecification,
} from '../../engine/randomization/list-specification.ts';
import { listFromCsv, listToCsv } from '../../engine/randomization/list-text.ts';
import { type ListReport, verifyList } from '../../engine/randomization/list-verification.ts';
import { readListSpecification } from '../../engine/randomization/read-list-specification.ts';
import {
  type KitFile,
  replicationKit,
} from '../../engine/randomization/replication/replication-kit.ts';
import { parseSeed } from '../../engine/randomization/seed.ts';

export interface GeneratedListText {
  readonly csv: string;
  readonly slots: number;
  readonly report: ListReport;
  readonly concordance: Concordance;
}

export interface ListVerification {
  /** Sound by itself, and equal in every slot to both makings from the seed. */
  readonly verified: boolean;
  readonly report: ListReport;
  /** The list against the first and against the second implementation. */
  readonly regenerated: Concordance;
  readonly second: Concordance;
}

const checkedFrom = (json: unknown): Result<CheckedList, Refusal> => {
  const read = readListSpecification(json);
  return read.ok ? checkListSpecification(read.value) : read;
};

/**
 * Makes a list from a parsed specification and a seed of 64 hexadecimal digits, verifies it, and
 * makes it a second time by the second implementation, for the command `list generate`.
 */
export const generateListText = (
  json: unknown,
  seedText: string,
  deriveKey: DeriveKey,
): Result<GeneratedListText, Refusal> => {
  const checked = checkedFrom(json);
  if (!checked.ok) return checked;
  const seed = parseSeed(seedText);
  if (!seed.ok) return seed;
  const list = generateList(checked.value, seed.value, deriveKey);
  const second = secondList(checked.value.specification, seed.value, deriveKey);
  const concordance = compareLists(list, second);
  return ok({
    csv: listToCsv(checked.value, list),
    slots: concordance.slots,
    report: verifyList(checked.value, list),
    concordance,
  });
};

/** Compares a list's CSV with both makings from its specification and seed, for `list verify`. */
export const verifyListText = (
  json: unknown,
  seedText: string,
  csv: string,
  deriveKey: DeriveKey,
): Result<ListVerification, Refusal> => {
  const checked = checkedFrom(json);
  if (!checked.ok) return checked;
  const seed = parseSeed(seedText);
  if (!seed.ok) return seed;
  const given = listFromCsv(checked.value, csv);
  if (!given.ok) return given;
  const made = generateList(checked.value, seed.value, deriveKey).strata.map((stratum) => ({
    name: stratum.name,
    arms: Array.from(stratum.arm),
    blocks: Array.from(stratum.block),
  }));
  const report = verifyList(checked.value, given.value);
  const regenerated = compareLists(given.value, made);
  const remade = secondList(checked.value.specification, seed.value, deriveKey);
  const second = compareLists(given.value, remade);
  const verified = report.isSound && regenerated.isConcordant && second.isConcordant;
  return ok({ verified, report, regenerated, second });
};

/** The files of a replication kit, for `list replication-kit`. */
export const replicationKitFor = (json: unknown): Result<readonly KitFile[], Refusal> => {
  const checked = checkedFrom(json);
  return checked.ok ? ok(replicationKit(checked.value)) : checked;
};
