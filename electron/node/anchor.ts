import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointText } from '../../shared/ledger/checkpoint.ts';
import type { Checkpoint } from '../../shared/ledger/checkpoint.ts';
import { verifySignature } from './device.ts';
import type { Device } from './device.ts';
import { writeFileDurably } from './durable-file.ts';

interface AnchorFile {
  readonly format: 'cachet-anchor/1';
  readonly checkpoint: Checkpoint;
  readonly signature: string;
}

const anchorPath = (dataDirectory: string, storeId: string): string =>
  join(dataDirectory, 'anchors', `${storeId}.json`);

/** Keeps the signed end of a ledger outside its file. */
export function writeAnchor(dataDirectory: string, device: Device, checkpoint: Checkpoint): void {
  mkdirSync(join(dataDirectory, 'anchors'), { recursive: true, mode: 0o700 });
  const signature = device.sign(Buffer.from(checkpointText(checkpoint)));
  const file: AnchorFile = {
    format: 'cachet-anchor/1',
    checkpoint,
    signature: Buffer.from(signature).toString('base64'),
  };
  writeFileDurably(anchorPath(dataDirectory, checkpoint.storeId), JSON.stringify(file), 0o600);
}

export type AnchorFound =
  /** This machine has never seen the study. */
  | { readonly kind: 'none' }
  /** This machine founded the study, so it kept a checkpoint; somebody removed it. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'forged' }
  | { readonly kind: 'anchor'; readonly checkpoint: Checkpoint };

/** The anchored checkpoint of a study; `forged` when its signature fails. `founder` is the device that made the study. */
export function readAnchor(
  dataDirectory: string,
  study: { readonly storeId: string; readonly founder: string },
  device: Device,
): AnchorFound {
  const { storeId, founder } = study;
  const path = anchorPath(dataDirectory, storeId);
  if (!existsSync(path)) return { kind: founder === device.id ? 'missing' : 'none' };
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as AnchorFile;
    const isGenuine =
      file.checkpoint.storeId === storeId &&
      verifySignature(
        device.publicKey,
        Buffer.from(checkpointText(file.checkpoint)),
        Buffer.from(file.signature, 'base64'),
      );
    return isGenuine ? { kind: 'anchor', checkpoint: file.checkpoint } : { kind: 'forged' };
  } catch {
    return { kind: 'forged' };
  }
}
