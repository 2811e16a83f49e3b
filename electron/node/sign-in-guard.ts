import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusal } from '../../shared/base/refusal.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import { writeFileDurably } from './durable-file.ts';

interface Attempts {
  readonly failures: number;
  /** Epoch milliseconds before which nobody may try again under this name. */
  readonly notBefore: number;
}

type AttemptsFile = { readonly [user: string]: Attempts };

const freeFailures = 2;
const firstDelayMs = 2_000;
const longestDelayMs = 15 * 60_000;

/** Counts wrong passphrases by name and store, across restarts, and makes the next try wait longer each time. */
export class SignInGuard {
  readonly #path: string;
  readonly #nowMs: () => number;

  constructor(dataDirectory: string, storeId: string, nowMs: () => number) {
    mkdirSync(join(dataDirectory, 'attempts'), { recursive: true, mode: 0o700 });
    this.#path = join(dataDirectory, 'attempts', `${storeId}.json`);
    this.#nowMs = nowMs;
  }

  /** The refusal `sign-in-delayed` while the name must wait, or null. */
  mustWait(user: string): Refusal | null {
    const { notBefore, failures } = this.#of(user);
    const seconds = Math.ceil((notBefore - this.#nowMs()) / 1000);
    if (seconds <= 0) return null;
    return refusal(
      'sign-in-delayed',
      `${failures} wrong passphrases for ${user}; the next try is possible in ${seconds} s.`,
      'Wait, then type the passphrase carefully. Ask the administrator if it is lost.',
    );
  }

  /** Counts a failure and returns how many there are since the last success. */
  failed(user: string): number {
    const failures = this.#of(user).failures + 1;
    const steps = failures - freeFailures;
    const delay = steps <= 0 ? 0 : Math.min(firstDelayMs * 2 ** (steps - 1), longestDelayMs);
    this.#write(user, { failures, notBefore: this.#nowMs() + delay });
    return failures;
  }

  /** Forgets the failures of a name and returns how many there were. */
  succeeded(user: string): number {
    const { failures } = this.#of(user);
    if (failures > 0) this.#write(user, { failures: 0, notBefore: 0 });
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

  #of(user: string): Attempts {
    const file = this.#read();
    return Object.hasOwn(file, user) ? (file[user] as Attempts) : { failures: 0, notBefore: 0 };
  }

  #write(user: string, attempts: Attempts): void {
    writeFileDurably(this.#path, JSON.stringify({ ...this.#read(), [user]: attempts }), 0o600);
  }
}
