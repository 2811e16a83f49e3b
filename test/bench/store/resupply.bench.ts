import { settingsWith, signSettings } from '../../builders/resupply-settings.ts';
import { suppliedStudy } from '../../builders/supplied-study.ts';
import type { OpenStudy } from '../../builders/open-study.ts';
import type { Suite } from '../suite.ts';
import { atMostSeconds } from '../suite.ts';

const size = { sites: 300, kitTypes: 10, lots: 8, kitsInBatch: 21, subjectsAtSite: 10 } as const;
const kits = size.sites * size.lots * size.kitsInBatch * 2;

let built: OpenStudy | undefined;

/** 300 sites, ten kit types, 100,800 kits, 3,000 subjects, and levels predicted from their visits. */
async function supplied(): Promise<OpenStudy> {
  if (built !== undefined) return built;
  const study = suppliedStudy(size);
  process.once('exit', () => study.close());
  const levels = { kind: 'predictive', triggerDays: 30, resupplyDays: 90, buffer: 16 } as const;
  await signSettings(
    study,
    settingsWith({ levels, newSubjectsPerDay: 0.1, dropoutPerDay: 0.001, demandOf: 'own-arm' }),
  );
  built = study;
  return study;
}

/** The run as the console makes it: facts read, quantities proposed, depots shared, numbers sealed and recorded. */
async function run(): Promise<number> {
  const study = await supplied();
  await study.must('pharma', 'resupply.prepare', {});
  return 1;
}

/** Every kit read once and counted by place, lot and state: no types, no rule, no record. */
async function count(): Promise<number> {
  const study = await supplied();
  const rows = study.db
    .prepare(
      `SELECT place, lot, state, kits FROM (
         SELECT place, lot, state, count(*) AS kits FROM kit NOT INDEXED GROUP BY place, lot, state)`,
    )
    .rows();
  if (rows.length < size.sites) throw new Error('kits are missing');
  return 1;
}

async function gate(): Promise<void> {
  const study = await supplied();
  const { sites } = await study.must('pharma', 'resupply.propose', {});
  const lines = sites.flatMap((site) => site.lines);
  if (lines.length !== (size.sites + 3) * size.kitTypes) throw new Error(`${lines.length} lines`);
  if (!lines.some(({ granted }) => granted > 0)) throw new Error('nothing would be sent');
  const free = size.sites * size.lots * size.kitsInBatch;
  const granted = lines.reduce((sum, line) => sum + line.granted, 0);
  if (granted > free) throw new Error(`${granted} kits of ${free} were given`);
}

export const resupplySuite: Suite = {
  name: 'resupply-run',
  unit: `runs over ${size.sites} sites × ${size.kitTypes} kit types × ${kits} kits`,
  gate,
  ours: run,
  floor: { name: 'all kits counted once in SQL', run: count },
  goals: [atMostSeconds(2, 'a run within 2 s')],
};
