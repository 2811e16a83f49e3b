import { hoursAt, loggerCsv } from '../logger-csv.ts';
import { plainResupply } from '../resupply-settings.ts';
import type { SettingsInput } from '../resupply-settings.ts';
import { signedBy } from './blind-console.ts';
import { reason, uploaded } from './life.ts';
import type { Life } from './life.ts';

export const resupplySettings = (): SettingsInput =>
  structuredClone(plainResupply) as unknown as SettingsInput;

/** Warm hours of a shelf, and of a shipment. */
export const shelfFile = (serial: string, start: string) =>
  uploaded(`${serial}.csv`, loggerCsv(hoursAt([4, 500], [6, 1200], [4, 500]), { serial, start }));

/** Signed labels and some that were printed. */
export async function printLabels({ must }: Life, shipment: string): Promise<void> {
  const { proposals } = await must('maren', 'labels.templates', { languages: ['en', 'de'] });
  const signature = signedBy('maren', 'labels.defineTemplate');
  for (const { definition } of proposals) {
    await must('maren', 'labels.defineTemplate', { template: definition, reason, signature });
  }
  const kits = { by: 'lot' as const, lot: 'L-2', place: 'central' };
  await must('jonas', 'labels.print', { template: 'kit-roll', kits });
  await must('jonas', 'labels.printShipper', { template: 'shipper-a6', shipment });
}

/** A stability budget, and a shelf that was warm: one excursion waits for its decision. */
export async function warmShelf({ must }: Life): Promise<void> {
  const { examples } = await must('helen', 'storage.profiles', {});
  const signature = signedBy('helen', 'storage.setProfile');
  const profile = examples[0] as (typeof examples)[number];
  await must('helen', 'storage.setProfile', { profile, reason, signature });
  const file = shelfFile('LG-1', '2026-03-28T10:00:00Z');
  await must('suse', 'loggers.import', { file, watched: { place: 'S001' } });
}

/** Settings, a run that was signed and a proposal that waits. */
export async function resupply({ must }: Life): Promise<void> {
  const settings = resupplySettings();
  const approved = signedBy('maren', 'resupply.setParameters');
  await must('maren', 'resupply.setParameters', { settings, reason, signature: approved });
  const { proposal } = await must('maren', 'resupply.prepare', { sites: ['S003'] });
  const signature = signedBy('maren', 'resupply.run');
  await must('maren', 'resupply.run', { proposal, signature });
  await must('maren', 'resupply.prepare', {});
}

/** A scenario and a run that are kept. */
export async function keepForecasts({ must }: Life): Promise<void> {
  const { example } = await must('maren', 'forecast.format', {});
  const scenario = example as Record<string, never>;
  await must('priya', 'forecast.saveScenario', { scenario });
  const kept = { replicates: 100, seed: 1, engine: 'forecast/1', digest: 'ab'.repeat(32) };
  await must('priya', 'forecast.keep', { scenario, ...kept });
}
