import type { Client } from '../../transport/client.ts';

const ssccScan = /^(?:00)?(\d{18})$/;

/** Codes of the shipments that a scanned or typed text names: by its own code, or by the shipper number on the box. */
export async function shipmentsNamed(client: Client, text: string): Promise<readonly string[]> {
  const sscc = ssccScan.exec(text)?.[1];
  if (sscc !== undefined) {
    const found = await client.ask('shipments.page', { search: sscc, limit: 1 });
    return found.ok ? found.value.rows.map(({ shipment }) => shipment) : [];
  }
  const named = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(text);
  if (!named) return [];
  const found = await client.ask('shipments.get', { shipment: text });
  return found.ok ? [text] : [];
}
