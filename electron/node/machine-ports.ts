import { hash } from 'node:crypto';
import type { Clock, Job, Ports, Printer, RandomSource } from '../../shared/app/ports.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import { boxes } from './boxes.ts';
import { barcodePorts } from './barcode/barcode-ports.ts';
import { cryptoRandom, deriveKey, sha256 } from './crypto-random.ts';
import { isLoggerSealAuthentic } from './logger-signature.ts';
import { seedRegistry } from './seed-registry.ts';
import { explainFault, logIncident } from './store-file/faults.ts';
import { uptime } from './uptime.ts';

export interface PortSettings {
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly printer: Printer;
  readonly emit: (event: CoreEvent) => void;
  readonly isCancelled: (job: string) => boolean;
  readonly random?: RandomSource;
  /** Whether somebody at work holds the key to the arms. */
  readonly seesArms?: () => boolean;
}

const progressEveryMs = 100;

/** The real machine behind the ports of the core. */
export const machinePorts = (settings: PortSettings): Ports => ({
  clock: settings.clock,
  random: settings.random ?? cryptoRandom,
  printer: settings.printer,
  decodeBase64: (text) => Buffer.from(text, 'base64'),
  readWorkbook: async (bytes) => {
    const { readWorkbookRows } = await import('./tabular-files.ts');
    return readWorkbookRows(Buffer.from(bytes));
  },
  ...barcodePorts,
  fileDigest: (bytes) => hash('sha256', bytes, 'hex'),
  loggerSeals: { isAuthentic: isLoggerSealAuthentic },
  claimSeed: seedRegistry(settings.dataDirectory),
  sha256,
  deriveKey,
  explainFault,
  boxes,
  uptime: () => settings.clock.uptime?.() ?? uptime(),
  incident: (error) => logIncident(settings.dataDirectory, error, settings.seesArms?.() ?? true),
  job: (name) => jobOf(name, settings),
});

function jobOf(name: string | undefined, settings: PortSettings): Job {
  if (name === undefined) return { progress: () => undefined, cancelled: () => false };
  let last = -Infinity;
  return {
    progress(done, total, message) {
      const now = performance.now();
      if (now - last < progressEveryMs && done < total) return;
      last = now;
      settings.emit({ kind: 'progress', job: name, done, total, message });
    },
    cancelled: () => settings.isCancelled(name),
  };
}
