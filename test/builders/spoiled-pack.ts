import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/base/canonical-json.ts';
import type { Json } from '../../shared/base/canonical-json.ts';
import { chainText, genesisHash } from '../../shared/ledger/entry.ts';
import { entryLine, partText, scriptText } from '../../shared/ledger/evidence/pack-format.ts';
import type { PackEntry, PackManifest } from '../../shared/ledger/evidence/pack-format.ts';
import { readPart } from '../../shared/ledger/evidence/read-pack.ts';

/** One way to spoil a pack, and what a verification must name first. */
export interface Spoiling {
  readonly name: string;
  spoil(folder: string): void;
  readonly file: string;
  readonly entry?: number;
  /** Found by the page as it opens; the others when the folder is chosen. */
  readonly onOpening: boolean;
}

const part = 'data/trail-00001.js';
const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

const edit = (folder: string, path: string, change: (text: string) => string): void =>
  writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));

/** Lines of entries as an editor would change them. */
const lines = (folder: string, change: (entries: string[]) => string[]): void =>
  edit(folder, part, (text) => {
    const all = text.split('\n');
    const entries = all.slice(1, -2).map((line) => line.replace(/,$/, ''));
    return `${all[0]}\n${change(entries).join(',\n')}\n])\n`;
  });

const entriesIn = (folder: string): PackEntry[] => {
  const read = readPart(part, readFileSync(join(folder, part), 'utf8'));
  if (!read.ok) throw new Error(read.fault.problem);
  return [...read.value];
};

interface Key {
  readonly privateKey: KeyObject;
  readonly publicKey: string;
}

function newKey(): Key {
  const { privateKey } = generateKeyPairSync('ed25519');
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: spki.subarray(-32).toString('hex') };
}

const signed = (key: Key, digest: string): string =>
  sign(null, Buffer.from(digest, 'hex'), key.privateKey).toString('hex');

/** Hashes the chain anew; with a key, signs the entries anew as well. */
function rechained(entries: readonly PackEntry[], key: Key | null): PackEntry[] {
  const heads = new Map<string, string>();
  return entries.map((entry) => {
    const previous = heads.get(entry.device) ?? genesisHash;
    const hash = sha256(chainText(entry, previous, entry.content, entry.sealed));
    heads.set(entry.device, hash);
    const signature =
      entry.signature === null || key === null ? entry.signature : signed(key, hash);
    return { ...entry, hash, signature };
  });
}

/** Writes other entries with a manifest that fits them; without a key the old signature stays. */
function remake(folder: string, entries: readonly PackEntry[], key: Key | null): void {
  const text = partText(part, entries.map(entryLine));
  writeFileSync(join(folder, part), text);
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as PackManifest;
  const last = entries.at(-1) as PackEntry;
  const made = canonicalJson({
    ...manifest,
    checkpoint: { ...manifest.checkpoint, entries: entries.length, head: last.hash },
    signed: entries.filter(({ signature }) => signature !== null).length,
    trail: [{ path: part, first: 1, last: entries.length }],
    files: manifest.files.map((file) =>
      file.path === part
        ? { path: part, bytes: Buffer.byteLength(text), sha256: sha256(text) }
        : file,
    ),
  } as unknown as Json);
  const before = readFileSync(join(folder, 'manifest.sig.json'), 'utf8');
  const signature =
    key === null
      ? before
      : canonicalJson({
          device: (JSON.parse(before) as { device: string }).device,
          publicKey: key.publicKey,
          signature: signed(key, sha256(made)),
        });
  writeFileSync(join(folder, 'manifest.json'), made);
  writeFileSync(join(folder, 'manifest.sig.json'), signature);
  writeFileSync(join(folder, 'manifest.js'), scriptText(made, signature));
}

const reworded = (entry: PackEntry): PackEntry => ({
  ...entry,
  content: entry.content.replace('Ada Admin', 'Eve Admin'),
});

/** Everything anew under another key, down to the entry that enrols the device. */
export function remadeAsAWhole(folder: string): void {
  const key = newKey();
  const entries = entriesIn(folder).map((entry) =>
    entry.content.includes('"device-enrolled"')
      ? {
          ...entry,
          content: entry.content.replace(
            /"publicKey":"[0-9a-f]{64}"/,
            `"publicKey":"${key.publicKey}"`,
          ),
        }
      : reworded(entry),
  );
  remake(folder, rechained(entries, key), key);
}

const manifest = 'manifest.json';

export const spoilings: readonly Spoiling[] = [
  {
    name: 'a word of an entry is changed',
    spoil: (folder) => edit(folder, part, (text) => text.replace('a dented box', 'a soaked box')),
    file: part,
    onOpening: true,
  },
  {
    name: 'an entry is dropped',
    spoil: (folder) => lines(folder, (entries) => entries.toSpliced(4, 1)),
    file: part,
    entry: 5,
    onOpening: true,
  },
  {
    name: 'two entries are swapped',
    spoil: (folder) =>
      lines(folder, (all) => [
        ...all.slice(0, 3),
        all[4] as string,
        all[3] as string,
        ...all.slice(5),
      ]),
    file: part,
    entry: 4,
    onOpening: true,
  },
  {
    name: 'everything is hashed anew without the key',
    spoil: (folder) => remake(folder, rechained(entriesIn(folder).map(reworded), null), null),
    file: manifest,
    onOpening: true,
  },
  {
    name: 'everything is hashed anew and the manifest signed with another key',
    spoil: (folder) => remake(folder, rechained(entriesIn(folder).map(reworded), null), newKey()),
    file: part,
    onOpening: true,
  },
  {
    name: 'everything is signed anew with a key that was never enrolled',
    spoil: (folder) => {
      const key = newKey();
      remake(folder, rechained(entriesIn(folder).map(reworded), key), key);
    },
    file: part,
    onOpening: true,
  },
  {
    name: 'the end of the trail is cut off',
    spoil: (folder) => {
      const entries = entriesIn(folder);
      const end = entries.slice(0, -3).findLastIndex(({ signature }) => signature !== null);
      remake(folder, entries.slice(0, end + 1), newKey());
    },
    file: manifest,
    onOpening: true,
  },
  {
    name: 'a file of the trail is removed',
    spoil: (folder) => rmSync(join(folder, part)),
    file: part,
    onOpening: true,
  },
  {
    name: 'a record is changed',
    spoil: (folder) => edit(folder, 'records/people.csv', (text) => `${text}eve,Eve,qa\r\n`),
    file: 'records/people.csv',
    onOpening: false,
  },
  {
    name: 'a record is removed',
    spoil: (folder) => rmSync(join(folder, 'summary.pdf')),
    file: 'summary.pdf',
    onOpening: false,
  },
  {
    name: 'a file is added',
    spoil: (folder) => writeFileSync(join(folder, 'records', 'approval.pdf'), 'approved'),
    file: 'records/approval.pdf',
    onOpening: false,
  },
  {
    name: 'the viewer is changed',
    spoil: (folder) => edit(folder, 'index.html', (text) => `${text}<!-- -->`),
    file: 'index.html',
    onOpening: false,
  },
];
