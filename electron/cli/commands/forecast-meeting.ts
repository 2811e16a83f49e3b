import { createHash } from 'node:crypto';
import { meetingPage } from '../../../shared/app/forecast/meeting-page.ts';
import { runForecast } from '../../../shared/app/forecast/run-forecast.ts';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import type { ForecastAnswer } from '../../../shared/contracts/forecast-answer.ts';
import { machinePrinter } from '../../node/printer.ts';
import { startSimulationPool } from '../../node/simulation-pool.ts';
import { requiredText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { readJsonFile } from '../input-files.ts';
import { writeNewFile } from '../output-files.ts';
import { runOptions, simulationOptions } from '../simulation-command.ts';

const digestOf = (answer: ForecastAnswer): string =>
  createHash('sha256')
    .update(canonicalJson(answer as unknown as Json))
    .digest('hex');

async function print(answer: ForecastAnswer, path: string, io: Io): Promise<Ending> {
  const digest = digestOf(answer);
  const bytes = await machinePrinter.pdf(meetingPage(answer, digest));
  // It names kit types: nobody else on the machine may read it.
  const written = writeNewFile(io, path, bytes, 0o600);
  if (!written.ok) return refused(written.error);
  const { name, engine, replicates, seed } = answer;
  return done({ file: written.value, name, engine, replicates, seed, digest }, written.value);
}

async function meeting(typed: Typed, io: Io): Promise<Ending> {
  const path = requiredText(typed, 'out');
  const scenario = readJsonFile(io, requiredText(typed, 'scenario'));
  if (!scenario.ok) return refused(scenario.error);
  const pool = startSimulationPool();
  try {
    const answer = await runForecast(scenario.value, runOptions(typed, io), pool);
    return answer.ok ? await print(answer.value, path, io) : refused(answer.error);
  } finally {
    await pool.close();
  }
}

/** `forecast meeting --scenario FILE --out FILE` */
export const command: Command = {
  options: {
    ...simulationOptions,
    out: {
      value: 'FILE',
      description: 'the PDF, readable by you alone; nothing is overwritten. It is unblinded',
      makes: 'file',
    },
  },
  output:
    '`{ file, name, engine, replicates, seed, digest }`: one page for the supply meeting with its figures, their Monte-Carlo errors and warnings; `digest` is the SHA-256 of the answer as canonical JSON, as a kept run has it',
  examples: [
    'forecast meeting --scenario f.json --replicates 1000 --seed 7 --out meeting.pdf',
    'forecast meeting --scenario now.json --out meeting-UNBLINDED.pdf --json',
  ],
  run: meeting,
};
