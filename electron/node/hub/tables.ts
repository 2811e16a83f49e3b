import type { ColumnType, GeneratedAlways } from 'kysely';

/** Written by the hub itself, never by who posts. */
type ByHub<T> = ColumnType<T, never, never>;

/** Tables of the hub as this program reads them. Numbers of PostgreSQL's bigint arrive as text. */
export interface HubTables {
  'hub.identity': { hub: string; made_at: ByHub<Date> };
  'hub.migration': { name: string; timestamp: string };
  'hub.machine': {
    device: string;
    login: string;
    kind: MachineKind;
    study: string;
    place: string | null;
    public_key: string;
    enrolled_at: ByHub<Date>;
    seen_at: Date | null;
    revoked_at: Date | null;
    revoked_because: string | null;
  };
  'hub.parcel': {
    number: GeneratedAlways<string>;
    study: string;
    sender: string;
    recipient: string | null;
    kind: ParcelKind;
    key: string;
    version: string;
    size: number;
    content: Buffer;
    signature: Buffer;
    posted_at: ByHub<Date>;
  };
  'hub.receipt': {
    parcel: string;
    device: string;
    outcome: 'taken' | 'refused';
    rule: string | null;
    at: ByHub<Date>;
  };
  'hub.point': { device: string; sequence: string; hash: string; epoch: string };
  'hub.checkpoint': {
    device: string;
    store: string;
    epoch: string;
    entries: string;
    head: string;
    statement: string;
    signature: Buffer;
    received_at: ByHub<Date>;
  };
  'hub.conflict': {
    study: string;
    device: string;
    kind: ConflictKind;
    details: Readonly<Record<string, string | number>>;
    times: string;
    first_at: ByHub<Date>;
    last_at: ByHub<Date>;
  };
}

export type MachineKind = 'console' | 'site' | 'worker';
export type ParcelKind = 'pack' | 'record';
export type ConflictKind =
  | 'fork'
  | 'restored'
  | 'rolled-back'
  | 'rewritten'
  | 'pack-twice'
  | 'parted'
  | 'clone'
  | 'fenced';
