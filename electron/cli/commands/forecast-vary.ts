import { changeScenario } from '../../../shared/app/forecast/change-scenario.ts';
import { forecastChange } from '../../../shared/contracts/forecast-change.ts';
import type { ForecastChange } from '../../../shared/contracts/forecast-change.ts';
import { optionalNumber, optionalText, requiredText } from '../arguments.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { readJsonFile } from '../input-files.ts';
import { writeNewFile } from '../output-files.ts';

/** Options of each kind of change, with what holds for those that are left out. */
const kinds = {
  sites: { sites: 'count', 'opens-after': 'opensAfter', like: 'like' },
  pace: { pace: 'percent' },
  levels: { 'trigger-plus': 'triggerPlus', 'ceiling-plus': 'ceilingPlus', lots: 'lotFactor' },
  campaigns: { later: 'days', 'campaign-kits': 'percent' },
} as const;
const usual = { opensAfter: 90, triggerPlus: 0, ceilingPlus: 0, lotFactor: 1, days: 0, percent: 0 };

/** Every change that was asked for, in the order of their kinds. */
function changesOf(typed: Typed): readonly ForecastChange[] {
  const changes = Object.entries(kinds).flatMap(([kind, options]) => {
    const given = Object.entries(options).flatMap(([option, member]) => {
      const value = member === 'like' ? optionalText(typed, option) : optionalNumber(typed, option);
      return value === undefined ? [] : [[member, value] as const];
    });
    if (given.length === 0) return [];
    const members = new Set<string>(Object.values(options));
    const rest = Object.entries(usual).filter(([member]) => members.has(member));
    const parsed = forecastChange.safeParse({ kind, ...Object.fromEntries([...rest, ...given]) });
    if (parsed.success) return [parsed.data];
    const [issue] = parsed.error.issues;
    const option = Object.entries(options).find(([, member]) => member === issue?.path[0])?.[0];
    throw new UsageError(`--${option ?? kind}: ${issue?.message ?? 'not possible'}`);
  });
  if (changes.length === 0) throw new UsageError('say what to change, e.g. --pace 20');
  return changes;
}

async function vary(typed: Typed, io: Io): Promise<Ending> {
  const name = requiredText(typed, 'name');
  const changes = changesOf(typed);
  const read = readJsonFile(io, requiredText(typed, 'scenario'));
  if (!read.ok) return refused(read.error);
  let scenario: unknown = read.value;
  for (const change of changes) {
    const changed = changeScenario(scenario, change, name);
    if (!changed.ok) return refused(changed.error);
    scenario = changed.value;
  }
  const text = JSON.stringify(scenario, null, 2);
  const out = optionalText(typed, 'out');
  if (out === undefined) return done(scenario, text);
  // It may name arms and kit types: nobody else on the machine may read it.
  const written = writeNewFile(io, out, `${text}\n`, 0o600);
  return written.ok ? done({ file: written.value }, written.value) : refused(written.error);
}

/** `forecast vary --scenario FILE --name TEXT …` */
export const command: Command = {
  options: {
    scenario: { value: 'FILE', description: 'the scenario to change, JSON' },
    name: { value: 'TEXT', description: 'name of the changed scenario' },
    sites: { value: 'N', description: 'so many sites more' },
    like: { value: 'ID', description: 'the site whose country, depot and rate they share' },
    'opens-after': { value: 'DAYS', description: 'days from the start until they open; 90' },
    pace: { value: 'PERCENT', description: 'all sites recruit faster by so much; below 0 slower' },
    'trigger-plus': { value: 'KITS', description: 'kits more at every trigger or buffer' },
    'ceiling-plus': { value: 'KITS', description: 'kits more at every ceiling' },
    lots: { value: 'FACTOR', description: 'kits of all lots times this' },
    later: { value: 'DAYS', description: 'planned lots come later by so many days' },
    'campaign-kits': { value: 'PERCENT', description: 'kits more of planned lots' },
    out: {
      value: 'FILE',
      description: 'write it there, readable by you alone; nothing is overwritten',
      makes: 'file',
    },
  },
  output:
    'the whole scenario with the changes, checked; with --out `{ file }`. Several changes may be asked for at once.',
  examples: [
    'forecast vary --scenario f.json --name "Two sites more" --sites 2 --like DE --out more.json',
    'forecast vary --scenario f.json --name Slower --pace=-20 --json',
    'forecast vary --scenario f.json --name Lean --trigger-plus=-1 --lots 0.9',
  ],
  run: vary,
};
