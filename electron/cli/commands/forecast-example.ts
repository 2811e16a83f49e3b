import { exampleScenario } from '../../../shared/app/forecast/example-scenario.ts';
import { done } from '../command.ts';
import type { Command } from '../command.ts';

/** `forecast example` */
export const command: Command = {
  output: 'a complete scenario: every part of the format, ready for forecast run',
  examples: ['forecast example > f.json'],
  run: async () => done(exampleScenario, JSON.stringify(exampleScenario, null, 2)),
};
