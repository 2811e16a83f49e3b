import { ok } from '../../base/result.ts';
import type { QueryHandler } from '../handlers.ts';

export const readBarcodes: QueryHandler<'barcodes.read'> = async ({ ports }, input) => {
  const found = await ports.readBarcodes(ports.decodeBase64(input.picture));
  return found.ok ? ok({ barcodes: [...found.value] }) : found;
};
