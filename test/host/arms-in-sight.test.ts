// Requirements: PLT-13
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TELLS_AN_ARM, guardArms } from '../../electron/node/arm-guard.ts';
import { keepClipboard, noteCopy } from '../../electron/node/clipboard-keeper.ts';
import type { CorePort } from '../../electron/node/core-port.ts';
import { keepCopiedArms } from '../../renderer/state/copied-arms.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import { contracts } from '../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../shared/contracts/procedure.ts';
import type { Reply } from '../../shared/contracts/reply.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A core with somebody at it, and what the window was told to do. */
function guarded() {
  const there: { unblinded: boolean | null; reply: Reply } = {
    unblinded: null,
    reply: { kind: 'ok', value: null },
  };
  const listeners: ((event: CoreEvent) => void)[] = [];
  const status = (): Reply => ({
    kind: 'ok',
    value: { user: there.unblinded === null ? null : { unblinded: there.unblinded } },
  });
  const core: CorePort = {
    request: async ({ name }) => (name === 'session.status' ? status() : there.reply),
    cancel: () => undefined,
    subscribe: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
    close: async () => undefined,
  };
  const switched: boolean[] = [];
  const setContentProtection = (isOn: boolean): void => void switched.push(isOn);
  const port = guardArms({ setContentProtection, isDestroyed: () => false }, core);
  const say = async (state: 'signed-in' | 'locked'): Promise<void> => {
    for (const listener of listeners) listener({ kind: 'session', state });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { there, switched, port, say };
}

describe('screen capture', () => {
  test('is kept away at once, and until a person is known to be blinded', async () => {
    const { there, switched, say } = guarded();
    there.unblinded = true;
    await say('signed-in');
    expect(switched).toEqual([true]);
    there.unblinded = false;
    await say('signed-in');
    expect(switched).toEqual([true, true, false]);
  });

  test('is possible again when the locked window has been painted', async () => {
    const { there, switched, say } = guarded();
    there.unblinded = true;
    await say('signed-in');
    there.unblinded = null;
    await say('locked');
    expect(switched.at(-1)).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(switched.at(-1)).toBe(false);
  });

  test('stays away when an unblinded person signs in right after a lock', async () => {
    const { there, switched, say } = guarded();
    await say('locked');
    there.unblinded = true;
    await say('signed-in');
    await vi.advanceTimersByTimeAsync(5000);
    expect(switched).not.toContain(false);
  });

  test('stays away from a blinded person’s code break until the session ends', async () => {
    const { there, switched, port, say } = guarded();
    there.unblinded = false;
    await say('signed-in');
    await port.request({ name: 'codeBreak.open', input: {} });
    expect(switched.at(-1)).toBe(true);
    there.unblinded = null;
    await say('locked');
    await vi.advanceTimersByTimeAsync(1000);
    expect(switched.at(-1)).toBe(false);
  });

  test('a refused code break changes nothing', async () => {
    const { there, switched, port } = guarded();
    there.reply = { kind: 'forbidden', message: 'no' };
    await port.request({ name: 'codeBreak.open', input: {} });
    expect(switched).toEqual([]);
  });

  test('no other procedure tells a blinded person an arm', () => {
    const telling = Object.entries<ProcedureContract>(contracts)
      .filter(([, { needs }]) => needs === 'break-key')
      .map(([name]) => name);
    expect(TELLS_AN_ARM).toEqual(telling);
  });
});

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

function place(held: string) {
  const one = { held, readText: async () => one.held, clear: () => void (one.held = '') };
  return one;
}

describe('the clipboard of the desktop', () => {
  const copied = (text: string) => {
    const clipboard = Object.assign(place(text), { selection: place('') });
    const keeper = keepClipboard(clipboard);
    keeper.copied(digestOf('Arm A\nArm B'));
    return { clipboard, keeper };
  };

  test('is emptied after a minute, not before', async () => {
    const { clipboard } = copied('Arm A\nArm B');
    await vi.advanceTimersByTimeAsync(59_999);
    expect(clipboard.held).not.toBe('');
    await vi.advanceTimersByTimeAsync(1);
    expect(clipboard.held).toBe('');
  });

  test('is emptied where the lines came back with other ends', async () => {
    const { clipboard, keeper } = copied('Arm A\r\nArm B');
    await keeper.forget();
    expect(clipboard.held).toBe('');
  });

  test('keeps what was put there in the meantime', async () => {
    const { clipboard } = copied('Arm A\nArm B');
    clipboard.held = 'a telephone number';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(clipboard.held).toBe('a telephone number');
  });

  test('the one of the mouse is emptied as well', async () => {
    const { clipboard, keeper } = copied('other');
    clipboard.selection.held = 'Arm A\nArm B';
    await keeper.forget();
    expect([clipboard.held, clipboard.selection.held]).toEqual(['other', '']);
  });

  test.each([undefined, {}, { digest: 'Arm A' }, { digest: digestOf('Arm A').toUpperCase() }])(
    'hears of a copy by its digest, not by %j',
    async (input) => {
      const { clipboard, keeper } = copied('Arm A\nArm B');
      expect(noteCopy(keeper, input)).toMatchObject({ kind: 'invalid-input' });
      await keeper.forget();
      expect(clipboard.held).toBe('');
    },
  );

  test('a newer copy has its own minute', async () => {
    const { clipboard, keeper } = copied('Arm C');
    await vi.advanceTimersByTimeAsync(40_000);
    keeper.copied(digestOf('Arm C'));
    await vi.advanceTimersByTimeAsync(40_000);
    expect(clipboard.held).toBe('Arm C');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(clipboard.held).toBe('');
  });
});

describe('the clipboard of a browser', () => {
  function copies(isReadable: boolean, isKept = false) {
    const board = { held: 'Arm A', isInFront: true };
    const page = {
      write: async (text: string) => {
        if (!board.isInFront) throw new Error('not in front');
        board.held = text;
      },
      read: async () => board.held,
      mayRead: async () => isReadable,
    };
    const told: string[] = [];
    const tellHost = async (digest: string): Promise<boolean> => told.push(digest) > 0 && isKept;
    const arms = keepCopiedArms({ page, tellHost, digestOf: async (text) => digestOf(text) });
    return { board, arms, told };
  }

  test('is left to a host that keeps it', async () => {
    const { board, arms, told } = copies(true, true);
    expect(await arms.note('Arm A')).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect({ held: board.held, told }).toEqual({ held: 'Arm A', told: [digestOf('Arm A')] });
  });

  test.each([true, false])('is emptied by the page that stays (may read: %s)', async (mayRead) => {
    const { board, arms } = copies(mayRead);
    expect(await arms.note('Arm A')).toBe(mayRead);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(board.held).toBe('');
  });

  test('is emptied at the lock', async () => {
    const { board, arms } = copies(false);
    await arms.note('Arm A');
    await arms.forget();
    expect(board.held).toBe('');
  });

  test.each([
    ['the person went elsewhere', (arms: ReturnType<typeof keepCopiedArms>) => arms.left()],
    [
      'something else was copied here',
      (arms: ReturnType<typeof keepCopiedArms>) => arms.replaced(),
    ],
  ])('stays where nobody can say what it holds: %s', async (_, happens) => {
    const { board, arms } = copies(false);
    await arms.note('Arm A');
    happens(arms);
    board.held = 'a telephone number';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(board.held).toBe('a telephone number');
  });

  test('stays where the page is not in front', async () => {
    const { board, arms } = copies(false);
    await arms.note('Arm A');
    board.isInFront = false;
    await arms.forget();
    expect(board.held).toBe('Arm A');
  });
});
