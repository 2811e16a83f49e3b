/** Parts of the Shipments screen; no shipment can have these codes. */
export const resupplyParts = ['~resupply', '~resupply-settings', '~resupply-runs'] as const;
export type ResupplyPart = (typeof resupplyParts)[number];

/** The part that a route names, with the run that is open on it; null for the shipments themselves. */
export function resupplyRoute(
  id: string | null,
): { readonly part: ResupplyPart; readonly open: string | null } | null {
  const [name = '', open = null] = (id ?? '').split(':');
  const part = resupplyParts.find((known) => known === name);
  return part === undefined ? null : { part, open };
}
