// Requirements: CLD-02
import { createSign, generateKeyPairSync, hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isLoggerSealAuthentic } from '../../electron/node/logger-signature.ts';
import { devicePublicKey, deviceSignature } from '../builders/berlinger-text.ts';

const message = Buffer.from('Device: Q-tag\r\n Serial: 1\r\nSig Cert: 00\r\n');
const seal = { publicKeyHex: devicePublicKey, signatureHex: deviceSignature(message) };

const flipped = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`;

describe("the seal of a logger's text", () => {
  it('is authentic for the signed bytes and upper-case digits', () => {
    expect(isLoggerSealAuthentic(message, seal)).toBe(true);
    expect(
      isLoggerSealAuthentic(message, { ...seal, signatureHex: seal.signatureHex.toUpperCase() }),
    ).toBe(true);
  });

  it('fails for every single changed byte of the message', () => {
    for (let i = 0; i < message.length; i += 1) {
      const changed = Buffer.from(message);
      changed[i] = (changed[i] as number) ^ 1;
      expect(isLoggerSealAuthentic(changed, seal)).toBe(false);
    }
  });

  it('fails for a changed digit of signature or key', () => {
    for (let at = 0; at < 128; at += 5) {
      expect(
        isLoggerSealAuthentic(message, { ...seal, signatureHex: flipped(seal.signatureHex, at) }),
      ).toBe(false);
      expect(
        isLoggerSealAuthentic(message, { ...seal, publicKeyHex: flipped(seal.publicKeyHex, at) }),
      ).toBe(false);
    }
  });

  it('fails, and does not throw, for what is no seal', () => {
    for (const text of ['', '00', 'zz'.repeat(64), '00'.repeat(64), 'ff'.repeat(64)]) {
      expect(isLoggerSealAuthentic(message, { ...seal, signatureHex: text })).toBe(false);
      expect(isLoggerSealAuthentic(message, { ...seal, publicKeyHex: text })).toBe(false);
    }
  });

  it('does not accept an ordinary signature, whose digest is read forwards', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = publicKey.export({ format: 'jwk' });
    const backwards = (bytes: Buffer) => Buffer.from(bytes).reverse().toString('hex');
    const raw = createSign('sha256')
      .update(message)
      .sign({ key: privateKey, dsaEncoding: 'ieee-p1363' });
    const ordinary = {
      publicKeyHex:
        backwards(Buffer.from(jwk.x as string, 'base64url')) +
        backwards(Buffer.from(jwk.y as string, 'base64url')),
      signatureHex: backwards(raw.subarray(0, 32)) + backwards(raw.subarray(32)),
    };
    expect(isLoggerSealAuthentic(message, ordinary)).toBe(false);
    expect(hash('sha256', message, 'hex')).not.toBe(backwards(hash('sha256', message, 'buffer')));
  });
});
