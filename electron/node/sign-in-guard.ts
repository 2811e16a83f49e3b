import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../../shared/base/refusal.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import { writeFileDurably } from './durable-file.ts';

interface Attempts {
  readonly failures: number;
  /** Failures that no entry of the trail tells of yet. */
  readonly unrecorded: number;
  /** Epoch milliseconds before which nobody may try again under this name. */
  readonly notBefore: number;
}

type AttemptsFile = { readonly [user: string]: Attempts };

const none: Attempts = { failures: 0, unrecorded: 0, notBefore: 0 };
const freeFailures = 2;
const firstDelayMs = 2_000;
const longestDelayMs = 15 * 60_000;

/** Stands for every name that the study does not know: what was typed there may be a passphrase. */
export const unknownName = '?';

/** Counts wrong passphrases by name and store, across restarts, and makes the next try wait longer each time. */
export class SignInGuard {
  readonly #path: string;
  readonly #nowMs: () => number;
  readonly #knows: (user: string) => boolean;

  constructor(
    dataDirectory: string,
    storeId: string,
    nowMs: () => number,
    knows: (user: string) => boolean,
  ) {
    mkdirSync(join(dataDirectory, 'attempts'), { recursive: true, mode: 0o700 });
    this.#path = join(dataDirectory, 'attempts', `${storeId}.json`);
    this.#nowMs = nowMs;
    this.#knows = knows;
  }

  /** The refusal `sign-in-delayed` while the name must wait, or null. */
  mustWait(user: string): Refusal | null {
    const { notBefore, failures } = this.#of(user);
    // A clock that was wrong when the tries failed must not lock the person out for years: the wait begins anew.
    const latest = this.#nowMs() + longestDelayMs;
    if (notBefore > latest) this.#write(user, { ...this.#of(user), notBefore: latest });
    const seconds = Math.ceil((Math.min(notBefore, latest) - this.#nowMs()) / 1000);
    if (seconds <= 0) return null;
    const name = this.#knows(user) ? user : 'names that are not of this study';
    return refusal(
      'sign-in-delayed',
      `${failures} wrong passphrases for ${name}; the next try is possible in ${seconds} s.`,
      'Wait, then type the passphrase carefully. Ask the administrator if it is lost.',
    );
  }

  /** Counts a failure that the trail does not show yet; returns how many there are since the last success. */
  failed(user: string): number {
    return this.#count(user, 1);
  }

  /** Counts a failure that is entered into the trail at once. */
  failedOnRecord(user: string): number {
    return this.#count(user, 0);
  }

  /** Forgets the failures of a name, but not that the trail must show them; returns how many there were. */
  succeeded(user: string): number {
    const { failures, unrecorded } = this.#of(user);
    if (failures > 0) this.#write(user, { ...none, unrecorded });
    return failures;
  }

  /** Failures, by name, that the trail does not show yet. */
  unrecorded(): readonly { readonly user: string; readonly attempts: number }[] {
    return Object.entries(this.#read())
      .map(([user, attempts]) => ({ user, attempts: attempts.unrecorded ?? 0 }))
      .filter(({ attempts }) => attempts > 0);
  }

  /** The trail shows them now. */
  recorded(): void {
    for (const { user } of this.unrecorded()) {
      this.#write(user, { ...this.#of(user), unrecorded: 0 });
    }
  }

  #count(user: string, unrecorded: 0 | 1): number {
    const before = this.#of(user);
    const failures = before.failures + 1;
    const steps = failures - freeFailures;
    const delay = steps <= 0 ? 0 : Math.min(firstDelayMs * 2 ** (steps - 1), longestDelayMs);
    this.#write(user, {
      failures,
      unrecorded: before.unrecorded + unrecorded,
      notBefore: this.#nowMs() + delay,
    });
    return failures;
  }

  #read(): AttemptsFile {
    if (!existsSync(this.#path)) return {};
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8')) as AttemptsFile;
    } catch {
      return {};
    }
  }

  #named(user: string): string {
    return user !== unknownName && this.#knows(user) ? user : unknownName;
  }

  #of(user: string): Attempts {
    const file = this.#read();
    const name = this.#named(user);
    return Object.hasOwn(file, name) ? { ...none, ...file[name] } : none;
  }

  #write(user: string, attempts: Attempts): void {
    const file = { ...this.#read(), [this.#named(user)]: attempts };
    writeFileDurably(this.#path, JSON.stringify(file), 0o600);
  }
}
