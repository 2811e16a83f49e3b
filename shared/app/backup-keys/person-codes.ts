import { toHex } from '../../base/hex.ts';
import { releaseSymbols } from '../../domain/backup/release-challenge.ts';
import { formatCode, symbolsOf } from '../../domain/backup/telephone-code.ts';
import type { Ports, Sealer } from '../ports.ts';

type Derive = Ports['deriveKey'];

const purpose = 'site people';

/** The same name on the same machine has the same code in every pack, however it is written. */
const bound = (device: string, name: string): string =>
  `${device} ${name.trim().replace(/\s+/g, ' ').toUpperCase()}`;

const symbolsFor = (
  derive: Derive,
  sealer: Pick<Sealer, 'derive'>,
  device: string,
  name: string,
): readonly number[] =>
  symbolsOf(derive(sealer.derive(purpose), `cachet person ${bound(device, name)}`), releaseSymbols);

/** What the console tells one person of a site, and nobody else: 100 bits that prove at the site who is meant. */
export const personCode = (
  derive: Derive,
  sealer: Pick<Sealer, 'derive'>,
  device: string,
  name: string,
): string => formatCode(symbolsFor(derive, sealer, device, name));

/** What a pack carries of a code: enough to check it, nothing to find it by. */
export const personVerifier = (
  derive: Derive,
  code: readonly number[],
  device: string,
  name: string,
): string => toHex(derive(Uint8Array.from(code), `cachet person verifier ${bound(device, name)}`));

/** The verifiers of a pack. */
export const verifiersOf = (
  derive: Derive,
  sealer: Pick<Sealer, 'derive'>,
  device: string,
  names: readonly string[],
): { name: string; verifier: string }[] =>
  names.map((name) => ({
    name,
    verifier: personVerifier(derive, symbolsFor(derive, sealer, device, name), device, name),
  }));
