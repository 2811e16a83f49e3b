import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPack } from '../../../electron/node/evidence/build-pack.ts';
import { verifyPack } from '../../../electron/node/evidence/verify-pack.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { fromHex } from '../../../shared/base/hex.ts';
import { largeStore } from '../../builders/large-store.ts';
import { people } from '../../builders/open-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import { atLeastRate } from '../suite.ts';
import type { Suite } from '../suite.ts';

/** Large enough that files have many parts; memory is stated for it and must not depend on it. */
const entries = Number(process.env['CACHET_BENCH_ENTRIES'] ?? 100_000);

let study: OpenStudy | undefined;
const folder = mkdtempSync(join(tmpdir(), 'cachet-bench-evidence-'));
const pack = join(folder, 'pack');
let bytes = 0;
let peak = 0;

const megabytes = (value: number): string => `${(value / 1e6).toFixed(0)} MB`;

async function build(): Promise<number> {
  rmSync(pack, { recursive: true, force: true });
  const { db, store, device, clock, ports } = study as OpenStudy;
  const actor = { user: 'qa', ...people.qa };
  const made = await buildPack({
    context: {
      db,
      actor,
      now: clock.now(),
      environment: store.environment,
      sealer: null,
      ports: { ...ports, printer: machinePrinter },
      device: store.device,
    },
    storeId: 'bench',
    product: 'bench',
    device: {
      id: device.id,
      publicKey: fromHex(device.publicKey),
      secret: new Uint8Array(32),
      sign: (hash) => store.device.sign(hash),
    },
    viewer: new Uint8Array(1),
    verification: {
      ok: true,
      entries,
      checkpoints: 0,
      signaturesChecked: 0,
      head: '',
      checks: [],
      firstBadEntry: null,
      milliseconds: 0,
    },
    installation: [],
    folder: pack,
    job: {
      progress: () => void (peak = Math.max(peak, process.memoryUsage().heapUsed)),
      cancelled: () => false,
    },
  });
  return made.entries;
}

const sizeOf = (path: string): number =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

async function gate(): Promise<void> {
  study = largeStore({ kits: 20_000, entries, subjects: 1_000 });
  peak = 0;
  await build();
  bytes = sizeOf(pack);
  const verdict = verifyPack(pack);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.firstBad));
  const part = join(pack, 'data', 'trail-00002.js');
  const text = readFileSync(part, 'utf8');
  writeFileSync(part, text.replace(/\n\{"sequence":(\d+)/, '\n{"sequence":$1 '));
  const { firstBad } = verifyPack(pack);
  if (firstBad?.file !== 'data/trail-00002.js') throw new Error('an edited file was not caught');
}

const piece = new Uint8Array(1 << 20);

/** As many bytes as the pack has, hashed and written to one file. */
function writeBytes(): number {
  const hash = createHash('sha256');
  const path = join(folder, 'floor');
  rmSync(path, { force: true });
  for (let left = bytes; left > 0; left -= piece.length) {
    const part = piece.subarray(0, Math.min(left, piece.length));
    hash.update(part);
    appendFileSync(path, part);
  }
  hash.digest();
  return entries;
}

/** A pack of a long trail: every entry read once, put into words, and written to all of its files. */
export const evidenceSuite: Suite = {
  name: 'store-evidence',
  unit: `entries of ${entries}`,
  gate,
  ours: build,
  floor: { name: 'the same bytes hashed and written', run: writeBytes },
  goals: [atLeastRate(5_000, 'a million entries within 200 s')],
  notes: () => {
    const began = performance.now();
    verifyPack(pack);
    const seconds = (performance.now() - began) / 1000;
    return [
      `pack of ${megabytes(bytes)}, heap at most ${megabytes(peak)} while it was made`,
      `verification in ${seconds.toFixed(1)} s`,
    ];
  },
  close() {
    study?.close();
    rmSync(folder, { recursive: true, force: true });
  },
};
