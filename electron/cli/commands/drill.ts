import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDrill } from '../../node/drill/run-drill.ts';
import type { DrillReport } from '../../node/drill/run-drill.ts';
import { resourcesDirectory } from '../../node/places.ts';
import { wholeNumber } from '../arguments.ts';
import { done, UsageError } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';

const mostSites = 50;

async function drill(typed: Typed, io: Io): Promise<Ending> {
  const sites = wholeNumber(typed, 'sites', 2, 3);
  if (sites > mostSites) throw new UsageError(`--sites takes at most ${mostSites}`);
  const seed = wholeNumber(typed, 'seed', 0, 1);
  const folder = mkdtempSync(join(tmpdir(), 'cachet-drill-'));
  try {
    const report = await runDrill({
      folder,
      resources: resourcesDirectory(),
      sites,
      seed,
      say: (line) => io.say(line),
    });
    const text = inWords(report);
    return report.ok ? done(report, text) : { kind: 'failed', json: report, text };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const inWords = (report: DrillReport): string =>
  [
    `${report.sites} sites, ${report.envelopes} envelopes, ${report.assignments} offline assignments:`,
    ...Object.entries(report.verdicts).map(
      ([verdict, count]) => `  ${String(count).padStart(4)} ${verdict.replaceAll('-', ' ')}`,
    ),
    `${report.openItems} items were decided with a signature; ${report.forks} forks were named; ${report.freedKits} kits came back.`,
    report.digests[0] === report.digests[1]
      ? `Two orders of delivery end in one state (${report.digests[0]?.slice(0, 16)}).`
      : 'Two orders of delivery do NOT end in one state.',
    report.verified
      ? 'Both ledgers verify, and every table follows from them.'
      : 'A ledger does NOT verify.',
    `Kits on two subjects: ${report.kitsOnTwoSubjects}. Gaps left: ${report.gapsLeft}.`,
  ].join('\n');

export const command: Command = {
  options: {
    sites: { value: 'K', description: `sites that go offline, 2 to ${mostSites}; 3 by default` },
    seed: { value: 'S', description: 'choices and order of deliveries; 1 by default' },
  },
  output:
    'sites; seed; envelopes; assignments; verdicts: number by verdict; openItems; deliveries: [{delivered, repeated, gapsNamed}] by console; forks; gapsLeft; digests: of all verdicts by console; kitsOnTwoSubjects; freedKits; verified; ok. Exit 1 when the orders differ, a ledger does not verify, a gap is left or a kit has two subjects.',
  examples: ['drill', 'drill --sites 10 --seed 7 --json'],
  run: drill,
};
