// Requirements: TRU-02
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SignInGuard } from '../../../electron/node/sign-in-guard.ts';

let folder: string;
let now = 1_000_000;
const guard = () =>
  new SignInGuard(
    folder,
    'store-1',
    () => now,
    (user) => user !== 'stranger',
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cachet-guard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the sign-in guard', () => {
  it('lets two tries pass, then waits longer each time, up to a quarter of an hour', () => {
    const waits: number[] = [];
    for (let i = 0; i < 14; i += 1) {
      guard().failed('maren');
      const refused = guard().mustWait('maren');
      waits.push(refused === null ? 0 : Number(/in (\d+) s/.exec(refused.message)?.[1]));
    }
    expect(waits.slice(0, 5)).toEqual([0, 0, 2, 4, 8]);
    expect(waits.at(-1)).toBe(900);
  });

  it('lets nobody wait longer than that after the clock was wrong', () => {
    const right = now;
    now += 4 * 365 * 86_400_000;
    for (let i = 0; i < 3; i += 1) guard().failed('maren');
    now = right;
    expect(guard().mustWait('maren')?.message).toContain('in 900 s');
    now += 899_000;
    expect(guard().mustWait('maren')?.message).toContain('in 1 s');
    now += 1_000;
    expect(guard().mustWait('maren')).toBeNull();
  });

  it('counts across restarts and by name, and forgets at a success', () => {
    for (let i = 0; i < 4; i += 1) guard().failed('maren');
    expect(guard().mustWait('maren')?.rule).toBe('sign-in-delayed');
    expect(guard().mustWait('tomas')).toBeNull();
    now += 10_000;
    expect(guard().mustWait('maren')).toBeNull();
    expect(guard().succeeded('maren')).toBe(4);
    expect(guard().succeeded('maren')).toBe(0);
  });

  it('remembers what no entry tells of yet, past a success, until it is recorded', () => {
    guard().failed('maren');
    guard().failedOnRecord('maren');
    guard().failed('stranger');
    guard().succeeded('maren');
    const unrecorded = [
      { user: 'maren', attempts: 1 },
      { user: '?', attempts: 1 },
    ];
    expect(guard().unrecorded()).toEqual(unrecorded);
    guard().recorded();
    expect(guard().unrecorded()).toEqual([]);
  });
});
