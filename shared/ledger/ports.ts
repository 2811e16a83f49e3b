/** SHA-256 of UTF-8 text, as 32 bytes. */
export type Sha256 = (text: string) => Uint8Array;

/** SHA-256 of UTF-8 text, hexadecimal. */
export type Sha256Hex = (text: string) => string;

/** Checks an Ed25519 signature of a device whose public key the ledger enrolled. */
export type VerifySignature = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;
