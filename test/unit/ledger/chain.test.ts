// Requirements: TRU-09
import { hash, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChainWalker } from '../../../shared/ledger/chain.ts';
import { chainText, genesisHash } from '../../../shared/ledger/entry.ts';
import type { StoredEntry } from '../../../shared/ledger/entry.ts';

const sha256Hex = (text: string): string => hash('sha256', text, 'hex');
const keys = generateKeyPairSync('ed25519');
const strangers = generateKeyPairSync('ed25519');

interface Draft {
  readonly content: string;
  readonly sealed: string | null;
  readonly isSigned: boolean;
}

/** A genuine chain of one device; the last entry is always signed. */
function chainOf(drafts: readonly Draft[], privateKey = keys.privateKey): StoredEntry[] {
  let previous = genesisHash;
  return drafts.map((draft, i) => {
    const position = { device: 'd1', epoch: 1, deviceSequence: i + 1 };
    const digest = sha256Hex(chainText(position, previous, draft.content, draft.sealed));
    previous = digest;
    const isSigned = draft.isSigned || i === drafts.length - 1;
    return {
      ...position,
      sequence: i + 1,
      content: draft.content,
      sealed: draft.sealed,
      hash: digest,
      signature: isSigned ? sign(null, Buffer.from(digest, 'hex'), privateKey) : null,
    };
  });
}

function walk(entries: readonly StoredEntry[], stride = 1) {
  const walker = new ChainWalker(
    {
      sha256Hex,
      verifySignature: (_key, message, signature) =>
        verify(null, message, keys.publicKey, signature),
      publicKeyOf: (device) => (device === 'd1' ? new Uint8Array(32) : undefined),
    },
    { stride },
  );
  for (const entry of entries) {
    const fault = walker.step(entry);
    if (fault !== null) return fault;
  }
  return walker.finish();
}

const drafts = fc.array(
  fc.record({
    content: fc.string({ maxLength: 40 }).filter((text) => !text.includes('\n')),
    sealed: fc.option(fc.base64String({ maxLength: 24 })),
    isSigned: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('the chain', () => {
  it('accepts every genuine chain, whatever the sampling of signatures', () => {
    fc.assert(
      fc.property(drafts, fc.integer({ min: 1, max: 5 }), (made, stride) => {
        expect(walk(chainOf(made), stride)).toBeNull();
      }),
      { seed: 20_261_121 },
    );
  });

  it('names the first entry that was changed', () => {
    fc.assert(
      fc.property(
        drafts,
        fc.nat(),
        fc.constantFrom('content', 'sealed', 'hash'),
        (made, pick, what) => {
          const entries = chainOf(made);
          const at = pick % entries.length;
          const entry = entries[at] as StoredEntry;
          const bad = entry.hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
          const changed =
            what === 'content'
              ? { ...entry, content: `${entry.content}x` }
              : what === 'sealed'
                ? { ...entry, sealed: `${entry.sealed ?? ''}A` }
                : { ...entry, hash: bad };
          expect(walk(entries.with(at, changed))?.entry).toBe(at + 1);
        },
      ),
      { seed: 20_261_122 },
    );
  });

  it('finds deletion, insertion and reordering', () => {
    const entries = chainOf(
      ['a', 'b', 'c', 'd'].map((content) => ({ content, sealed: null, isSigned: true })),
    );
    const [a, b, c, d] = entries as [StoredEntry, StoredEntry, StoredEntry, StoredEntry];
    expect(walk([a, c, d])?.entry).toBe(2);
    expect(walk([a, b, b, c, d])).not.toBeNull();
    expect(walk([a, { ...c, sequence: 2 }, { ...b, sequence: 3 }, d])?.entry).toBe(2);
  });

  it('refuses a whole chain that was computed anew with another key', () => {
    const made = ['a', 'forged', 'c'].map((content) => ({ content, sealed: null, isSigned: true }));
    expect(walk(chainOf(made, strangers.privateKey))?.problem).toContain('signature');
    expect(walk(chainOf(made, strangers.privateKey), 100)?.problem).toContain('signature');
  });

  it('refuses an unknown device and an unsigned end', () => {
    const [only] = chainOf([{ content: 'a', sealed: null, isSigned: true }]) as [StoredEntry];
    expect(walk([{ ...only, signature: null }])?.problem).toContain('no signature');
    const digest = sha256Hex(chainText({ ...only, device: 'd2' }, genesisHash, 'a', null));
    const foreign = {
      ...only,
      device: 'd2',
      hash: digest,
      signature: sign(null, Buffer.from(digest, 'hex'), keys.privateKey),
    };
    expect(walk([foreign])?.problem).toContain('never enrolled');
  });
});
