/** Why a kit on the shelf is kept from use although its own state allows it; bits, so that both can hold. */
export const kitBlocks = { lot: 1, label: 2 } as const;

/** What a block says of a kit; null when nothing keeps it from use. */
export function blockInWords(block: number): string | null {
  if ((block & kitBlocks.lot) > 0) return 'its lot is on hold or rejected';
  if ((block & kitBlocks.label) > 0) return 'waits for its new label to be scanned';
  return null;
}
