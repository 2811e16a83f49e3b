import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';

/** `ENOSPC` and `EIO` of Linux. */
export const faultNumbers = { 'full-disk': 28, 'broken-disk': 5 } as const;
export type Fault = keyof typeof faultNumbers;

const bytes = 16;

/** Makes the file through which the preloaded library is told what to do. */
export const makeSwitch = (path: string): void => writeFileSync(path, Buffer.alloc(bytes));

/** Turns faults on and off from within the program that suffers them. */
export class FaultSwitch {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'r+');
  }

  /**
   * The `nth` operation on a watched file from now on fails; a full disk then stays full, a broken one recovers.
   */
  on(fault: Fault, nth: number): void {
    this.#write(nth, faultNumbers[fault], fault === 'full-disk' ? 1 : 0);
  }

  /** Ends the fault; says how many operations failed. */
  off(): number {
    const state = Buffer.alloc(bytes);
    readSync(this.#file, state, 0, bytes, 0);
    this.#write(0, 0, 0);
    return state.readInt32LE(12);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(countdown: number, number: number, isSticky: number): void {
    writeSync(
      this.#file,
      Buffer.from(new Int32Array([countdown, number, isSticky, 0]).buffer),
      0,
      bytes,
      0,
    );
  }
}
