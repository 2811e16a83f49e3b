// Requirements: HUB-06, HUB-21
import { expect, it, onTestFinished } from 'vitest';
import { readForecastScenario } from '../../shared/app/forecast/read-scenario.ts';
import { runForecast } from '../../shared/app/forecast/run-forecast.ts';
import { runBytes } from '../../electron/node/hub/jobs/run-content.ts';
import { rawClient } from './fresh-database.ts';
import {
  enrolledWorker,
  hubSimulation,
  rowsOf,
  smallScenario,
  until,
  workerOf,
} from './job-machines.ts';
import { enrolled, makeTestHub, must } from './machines.ts';

/** Words of the model that a run is made of, which the hub must never see. */
const canaries = ['procedure', 'dropoutPerDay', 'randomizedDay', 'Float64Array'];

/** Everything that was ever written to the tables of a hub during a run: as text, and the sizes of what is sealed. */
async function lived(scenario: unknown) {
  const made = await makeTestHub();
  const owner = await rawClient(made.url);
  onTestFinished(async () => {
    await owner.end();
    await made.owner.close();
  });
  await owner.query(`CREATE TABLE seen (what text, size int);
    CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN INSERT INTO public.seen VALUES (to_jsonb(new)::text,
        octet_length(coalesce(to_jsonb(new)->>'content', to_jsonb(new)->>'parameters', ''))); RETURN new; END $$`);
  for (const table of ['hub.run', 'hub.run_key', 'hub.result', 'graphile_worker._private_jobs']) {
    await owner.query(
      `CREATE TRIGGER see AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION see()`,
    );
  }
  const console_ = await enrolled(made, 'ZL-301', null);
  const device = await enrolledWorker(made, 'ZL-301');
  const worker = await workerOf(made, device);
  await until(async () => (await rowsOf(made, 'pool')).length === 1);
  const question = { replicates: 116, seed: 7, workers: 1 };
  const simulation = hubSimulation(made, console_, [device]);
  must(await runForecast(scenario, question, simulation));
  expect(simulation.calculated).toMatchObject({ byWorkers: 3, refusal: null });
  await worker.stop();
  const { rows } = await owner.query<{ what: string; size: number }>('SELECT * FROM seen');
  return {
    text: rows.map(({ what }) => what).join('\n'),
    sizes: rows.map(({ size }) => size).toSorted((a, b) => a - b),
  };
}

it('the hub sees sealed runs and results only, of the same number and size whichever arm is which', async () => {
  const swapped = { ...smallScenario, arms: smallScenario.arms.toReversed() };
  const [one, other] = [await lived(smallScenario), await lived(swapped)];
  expect(one.sizes).toHaveLength(8);
  expect(other.sizes).toEqual(one.sizes);
  const { model, focus } = must(readForecastScenario(smallScenario));
  const plain = runBytes({
    job: 'forecast',
    parameters: { models: [{ model, focus }] },
    first: 6,
    chunks: 3,
    chunksOfJob: 1,
  });
  for (const word of canaries) {
    for (const { text } of [one, other]) {
      expect(text).not.toContain(word);
      expect(text).not.toContain(Buffer.from(word).toString('hex'));
    }
  }
  // The negative control: before it is sealed, a run says these words.
  for (const word of canaries.slice(0, 2)) expect(plain.toString('utf8')).toContain(word);
});
