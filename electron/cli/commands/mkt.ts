import {
  activationRange,
  defaultActivation,
} from '../../../shared/engine/temperature/mean-kinetic.ts';
import { meanKineticOfTable } from '../../../shared/app/logger/mean-kinetic-of-table.ts';
import { readLoggerSource } from '../../node/logger-files.ts';
import { optionalNumber, pathFrom, requiredText } from '../arguments.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';

async function mkt(typed: Typed, io: Io): Promise<Ending> {
  const energy = optionalNumber(typed, 'dh') ?? defaultActivation.energy;
  if (!(energy >= activationRange.least && energy <= activationRange.most)) {
    throw new UsageError(
      `--dh takes ${activationRange.least} to ${activationRange.most} kJ/mol, not ${energy}`,
    );
  }
  const source = await readLoggerSource(pathFrom(io, requiredText(typed, 'csv')));
  if (!source.ok) return refused(source.error);
  const result = meanKineticOfTable(source.value, { ...defaultActivation, energy });
  if (!result.ok) return refused(result.error);
  const { mkt_c, mean_c, hours } = result.value;
  const text = `Mean kinetic temperature ${mkt_c.toFixed(4)} °C, arithmetic mean ${mean_c.toFixed(4)} °C, over ${hours} h (ΔH ${energy} kJ/mol)`;
  return done(result.value, text);
}

/** `mkt --csv FILE [--dh kJ/mol]` */
export const command: Command = {
  options: {
    csv: { value: 'FILE', description: 'table with the columns duration_h and temp_c' },
    dh: {
      value: 'KJ_PER_MOL',
      description: `activation energy, ${activationRange.least} to ${activationRange.most}; ${defaultActivation.energy} by default`,
    },
  },
  output:
    'mkt_c: mean kinetic temperature in °C by T = (ΔH/R)/(−ln(Σw·e^(−ΔH/RT)/Σw)), R = 8.3144e-3 kJ/(mol·K); mean_c: time-weighted mean in °C; hours: their sum.',
  examples: ['mkt --csv legs.csv', 'mkt --csv legs.csv --dh 60 --json'],
  run: mkt,
};
