import { expect, test } from 'vitest';
import { machinePrinter } from '../../../../electron/node/printer.ts';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { meetingPage } from '../../../../shared/app/forecast/meeting-page.ts';
import { runForecast } from '../../../../shared/app/forecast/run-forecast.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import type { ForecastAnswer } from '../../../../shared/contracts/forecast-answer.ts';

const digest = 'ab'.repeat(32);
const pagesOf = (pdf: Uint8Array): number =>
  [
    ...Buffer.from(pdf)
      .toString('latin1')
      .matchAll(/\/Type \/Page\b/g),
  ].length;

async function exampleAnswer(): Promise<ForecastAnswer> {
  const options = { replicates: 20, seed: 3, workers: 1 };
  const answer = await runForecast(exampleScenario, options, inProcessSimulation);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** Every table longer than the page has room for. */
function crowded(answer: ForecastAnswer): ForecastAnswer {
  const many = Array.from({ length: 30 }, (_, index) => `S${index}`);
  const risk = { share: 0.5, error: 0.01 };
  return {
    ...answer,
    stockOut: {
      ...answer.stockOut,
      bySite: many.map((site) => ({ site, kitType: 'P', ...risk, medianFirst: null })),
    },
    packaging: many.map((depot) => ({
      kitType: 'P',
      depot,
      risk: 0.05,
      packaged: 1,
      needed: 2,
      error: 0,
      neededBy: '2027-05-01' as ForecastAnswer['start'],
      kits: 1,
      kitsError: 0,
    })),
    transfers: many.map((from) => ({
      kitType: 'P',
      from,
      to: 'X',
      kits: 2,
      expired: { mean: 2, error: 0.1 },
      stockOutAtTarget: risk,
      worth: 5,
    })),
  };
}

test('the page for the meeting is one page, however much there is to say', async () => {
  const answer = await exampleAnswer();
  for (const shown of [answer, crowded(answer)]) {
    const pdf = await machinePrinter.pdf(meetingPage(shown, digest));
    expect(pagesOf(pdf)).toBe(1);
  }
  const long = meetingPage(answer, digest);
  const twice = { ...long, blocks: [...long.blocks, ...long.blocks, ...long.blocks] };
  expect(pagesOf(await machinePrinter.pdf(twice))).toBeGreaterThan(1);
}, 60_000);

test('the page says where its figures come from and that it is unblinded', async () => {
  const answer = await exampleAnswer();
  const page = meetingPage(answer, digest);
  expect(page.watermark).toBe('UNBLINDED');
  const words = JSON.stringify(page.blocks);
  expect(words).toContain(`20 replicates, seed 3, ${answer.engine}, answer abababab`);
  expect(words).toContain('±');
  expect(words).toContain('<polyline');
}, 60_000);
