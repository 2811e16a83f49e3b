import { z } from 'zod';
import { count, file, identifier, line, nothing } from './common.ts';
import { forecastAnswerShape, forecastPartialShape } from './forecast-answer.ts';
import { forecastChange } from './forecast-change.ts';
import {
  forecastBackTestShape,
  forecastCentresShape,
  forecastComparisonShape,
  forecastOptimisationShape,
  usualOpening,
} from './forecast-studies.ts';
import { calculatedShape, whereShape } from './hub-workers.ts';
import { define } from './procedure.ts';

const planners = ['unblinded-pharmacist', 'supply-planner', 'unblinded-statistician'] as const;

/** Checked by the forecast itself, which names the place of what is wrong; see forecast.format. */
const scenario = z.record(z.string(), z.json());
const seed = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1);
const replicates = (most: number, usual: number) =>
  z.number().int().min(2).max(most).default(usual);
const job = line(60).optional();
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const warning = z.strictObject({ path: z.string(), rule: z.string(), message: z.string() });

/** What is told of a kept run without opening it. */
const keptRun = z.strictObject({
  run: z.string(),
  name: z.string(),
  at: z.string(),
  by: z.string(),
  replicates: count,
  seed: z.number(),
  engine: z.string(),
  /** SHA-256 of the answer as canonical JSON. */
  digest,
});

export const forecastContracts = {
  'forecast.format': define({
    kind: 'lifecycle',
    summary: 'The JSON schema of forecast scenarios and a complete example.',
    input: nothing,
    output: z.strictObject({ schema: z.json(), example: z.json() }),
    roles: planners,
    runs: 'beside',
  }),
  'forecast.check': define({
    kind: 'lifecycle',
    summary: 'Everything that is wrong or doubtful in a scenario, with its place.',
    input: z.strictObject({ scenario }),
    output: z.strictObject({
      /** Null when the scenario can be run. */
      refusal: z
        .strictObject({
          rule: z.string(),
          message: z.string(),
          because: z.array(z.string()),
          next: z.string(),
        })
        .nullable(),
      warnings: z.array(warning),
      /** Sites by name, several alike spelled out. */
      sites: z.array(z.string()),
    }),
    roles: planners,
    runs: 'beside',
  }),
  'forecast.vary': define({
    kind: 'lifecycle',
    summary: 'A scenario with more sites, another pace, other levels or later campaigns.',
    input: z.strictObject({ scenario, change: forecastChange, name: line(120) }),
    output: z.strictObject({ scenario: z.json() }),
    roles: planners,
    runs: 'beside',
  }),
  'forecast.table': define({
    kind: 'lifecycle',
    summary: 'A table of a forecast as an XLSX workbook; unblinded.',
    input: z.strictObject({
      name: line(120),
      heads: z.array(z.string().max(200)).min(1).max(600),
      rows: z.array(z.array(z.union([z.string().max(2000), z.number()])).max(600)).max(5000),
    }),
    output: file,
    roles: planners,
    runs: 'beside',
  }),
  'forecast.run': define({
    kind: 'lifecycle',
    summary: 'Simulate recruitment, demand and supply of a scenario.',
    input: z.strictObject({
      scenario,
      replicates: replicates(1_000_000, 1_000),
      seed,
      job,
      /** The workers of the hub, or this machine when left out; the answer is the same. */
      where: whereShape.optional(),
    }),
    output: z.strictObject({
      digest,
      answer: forecastAnswerShape,
      /** Present when workers were asked for. */
      calculated: calculatedShape.optional(),
    }),
    roles: planners,
    runs: 'beside',
  }),
  'forecast.meetingPage': define({
    kind: 'lifecycle',
    summary: 'A forecast on one page as PDF for the supply meeting; unblinded.',
    input: z.strictObject({ scenario, replicates: replicates(1_000_000, 1_000), seed, job }),
    output: file,
    roles: planners,
    runs: 'beside',
  }),
  'forecast.partial': define({
    kind: 'lifecycle',
    summary:
      'What a forecast that goes on under this job has so far; null before its first figures.',
    input: z.strictObject({ job: line(60) }),
    output: z.strictObject({ partial: forecastPartialShape.nullable() }),
    roles: planners,
    runs: 'beside',
  }),
  'forecast.compare': define({
    kind: 'lifecycle',
    summary:
      'Scenarios side by side on the same subjects and visits, with errors of the differences.',
    input: z.strictObject({
      scenarios: z.array(scenario).min(2).max(6),
      replicates: replicates(100_000, 1_000),
      seed,
      job,
    }),
    output: forecastComparisonShape,
    roles: planners,
    runs: 'beside',
  }),
  'forecast.optimise': define({
    kind: 'lifecycle',
    summary: 'Triggers, ceilings and overage that cost least within a limit of the risk.',
    input: z.strictObject({
      scenario,
      measure: z.enum(['any-stock-out', 'missed-visits']).default('missed-visits'),
      /** Probability of any stock-out, or share of visits that are missed. */
      limit: z.number().min(0).max(1).default(0.01),
      triggerPlus: z.array(z.number().int().min(-1000).max(1000)).min(1).max(20).optional(),
      ceilingPlus: z.array(z.number().int().min(-1000).max(1000)).min(1).max(20).optional(),
      lotFactors: z.array(z.number().min(0.05).max(20)).min(1).max(20).optional(),
      /** 299 in which nothing is seen show a risk of 1 % at most. */
      replicates: replicates(10_000, 300),
      seed,
      job,
    }),
    output: forecastOptimisationShape,
    roles: planners,
    runs: 'beside',
  }),
  'forecast.centres': define({
    kind: 'lifecycle',
    summary: 'How many sites must be added so that recruitment ends by a date with a probability.',
    input: z.strictObject({
      scenario,
      probability: z.number().min(0.01).max(0.999).default(0.8),
      most: z.number().int().min(1).max(1000).default(200),
      /** An added site opens so many days after the start of the forecast at the earliest, */
      opensAfter: z.number().int().min(0).max(2000).default(usualOpening.opensAfter),
      /** and on any of the so many days that follow. */
      opensWithin: z.number().int().min(0).max(2000).default(usualOpening.opensWithin),
      replicates: replicates(100_000, 1_000),
      seed,
      job,
    }),
    output: forecastCentresShape,
    roles: planners,
    runs: 'beside',
  }),
  'forecast.backTest': define({
    kind: 'query',
    summary: 'How well forecasts of recruitment made at past days of this study would have done.',
    input: z.strictObject({
      /** Days forecast ahead from each cut. */
      ahead: z.number().int().min(7).max(1000).default(56),
      cuts: z.number().int().min(2).max(60).default(12),
    }),
    output: forecastBackTestShape,
    roles: [...planners, 'qa', 'inspector'],
  }),
  'forecast.scenario': define({
    kind: 'query',
    summary:
      'The scenario of this study as it stands: sites, subjects, stock, shipments and settings.',
    input: z.strictObject({
      horizonDays: z.number().int().min(30).max(5000).default(365),
      name: line(120).optional(),
    }),
    output: z.strictObject({
      scenario: z.json(),
      /** What had to be assumed because the study does not state it. */
      assumed: z.array(z.strictObject({ path: z.string(), message: z.string() })),
    }),
    roles: planners,
    needs: 'unblinding-key',
  }),
  'forecast.saveScenario': define({
    kind: 'command',
    summary: 'Keep a scenario under its name; a later one of the same name takes its place.',
    input: z.strictObject({ scenario, note: z.string().max(2000).default('') }),
    output: z.strictObject({ name: z.string() }),
    roles: planners,
    needs: 'unblinding-key',
  }),
  'forecast.scenarios': define({
    kind: 'query',
    summary: 'Kept scenarios by name, the latest of each.',
    input: nothing,
    output: z.strictObject({
      scenarios: z.array(
        z.strictObject({ name: z.string(), at: z.string(), by: z.string(), note: z.string() }),
      ),
    }),
    roles: planners,
    needs: 'unblinding-key',
  }),
  'forecast.openScenario': define({
    kind: 'query',
    summary: 'A kept scenario.',
    input: z.strictObject({ name: line(120) }),
    output: z.strictObject({ scenario: z.json() }),
    roles: planners,
    needs: 'unblinding-key',
  }),
  'forecast.keep': define({
    kind: 'command',
    summary:
      'Keep a run: its scenario, seed and versions, from which it can be made again to the byte.',
    input: z.strictObject({
      scenario,
      replicates: z.number().int().min(2).max(1_000_000),
      seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
      engine: line(60),
      digest,
      note: z.string().max(2000).default(''),
    }),
    output: z.strictObject({ run: z.string() }),
    roles: planners,
    needs: 'unblinding-key',
  }),
  'forecast.runs': define({
    kind: 'query',
    summary: 'Kept runs, the latest first.',
    input: nothing,
    output: z.strictObject({ runs: z.array(keptRun.extend({ note: z.string() })) }),
    roles: planners,
    needs: 'unblinding-key',
  }),
  'forecast.openRun': define({
    kind: 'query',
    summary: 'A kept run with its scenario.',
    input: z.strictObject({ run: identifier }),
    output: keptRun.extend({ note: z.string(), scenario: z.json() }),
    roles: planners,
    needs: 'unblinding-key',
  }),
  'forecast.replay': define({
    kind: 'lifecycle',
    summary: 'Make a kept run again and say whether every byte of the answer is the same.',
    input: z.strictObject({
      scenario,
      replicates: replicates(1_000_000, 1_000),
      seed,
      digest,
      engine: z.string().max(80).describe('Engine that made the run'),
      job,
    }),
    output: z.strictObject({
      agrees: z.boolean(),
      /** The run was made by another version of the engine, whose figures may differ. */
      isOtherEngine: z.boolean(),
      digest,
      answer: forecastAnswerShape,
    }),
    roles: planners,
    runs: 'beside',
  }),
} as const;
