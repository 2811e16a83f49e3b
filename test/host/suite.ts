import { afterEach, describe, expect, test } from 'vitest';
import type { CorePort } from '../../electron/node/core-port.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply, Request } from '../../shared/contracts/reply.ts';
import { startTinyCore } from '../fakes/tiny-core.ts';

/** What a window has in its hands, whatever the host. */
export interface HostedWindow {
  request(request: Request): Promise<Reply>;
  subscribe(listener: (event: CoreEvent) => void): () => void;
  close(): Promise<void>;
}

const nextEvent = (window: HostedWindow): Promise<CoreEvent> =>
  new Promise((resolve) => {
    const end = window.subscribe((event) => {
      end();
      resolve(event);
    });
  });

/** What every host must do alike. `open` puts a window before a core. */
export function hostSuite(name: string, open: (core: CorePort) => Promise<HostedWindow>): void {
  let core: CorePort;
  let window: HostedWindow | undefined;
  const start = async (): Promise<HostedWindow> => {
    core = startTinyCore();
    window = await open(core);
    return window;
  };
  describe(`a window through ${name}`, () => {
    afterEach(async () => {
      await window?.close();
      await core.close();
      window = undefined;
    });

    test('gets the core’s reply, byte for byte', async () => {
      const opened = await start();
      const input = {
        text: 'µ “quoted” \u2028 \u{1F9EA}',
        list: [1, 0.1, null],
        deep: { a: true },
      };
      expect(await opened.request({ name: 'echo', input })).toEqual({ kind: 'ok', value: input });
    });

    test('gets each reply to its own request when they overtake each other', async () => {
      const opened = await start();
      const order: string[] = [];
      const slow = opened.request({ name: 'later', input: {} }).then((reply) => {
        order.push('slow');
        return reply;
      });
      const quick = await opened.request({ name: 'echo', input: 'quick' });
      order.push('quick');
      expect(quick).toEqual({ kind: 'ok', value: 'quick' });
      expect(await slow).toEqual({ kind: 'ok', value: 'later' });
      expect(order).toEqual(['quick', 'slow']);
    });

    test.each(['nonsense', 'toString', '__proto__'])(
      'is told that there is no %s',
      async (name_) => {
        const opened = await start();
        const reply = await opened.request({ name: name_, input: {} });
        expect(reply).toEqual({ kind: 'unknown-procedure', name: name_ });
      },
    );

    test('hears events, and no more after it has left', async () => {
      const opened = await start();
      const heard: CoreEvent[] = [];
      const first = nextEvent(opened);
      const end = opened.subscribe((event) => heard.push(event));
      await opened.request({ name: 'announce', input: 7 });
      expect(await first).toEqual({ kind: 'changed', revision: 7, topics: ['kit'] });
      end();
      const second = nextEvent(opened);
      await opened.request({ name: 'announce', input: 8 });
      expect(await second).toMatchObject({ revision: 8 });
      expect(heard.map((event) => (event.kind === 'changed' ? event.revision : 0))).toEqual([7]);
    });

    test('stops a job though the core is busy with it, and only that job', async () => {
      const opened = await start();
      const working = opened.request({ name: 'work', input: 'import' });
      await opened.request({ name: 'cancelJob', input: { job: 'import' } });
      expect(await working).toMatchObject({ kind: 'refused', refusal: { rule: 'cancelled' } });
      expect(await opened.request({ name: 'echo', input: 1 })).toMatchObject({ kind: 'ok' });
      const again = opened.request({ name: 'work', input: 'another' });
      await opened.request({ name: 'cancelJob', input: { job: 'unrelated' } });
      await opened.request({ name: 'cancelJob', input: { job: 'another' } });
      expect(await again).toMatchObject({ refusal: { message: 'another' } });
    });

    test('is told what a cancellation must name', async () => {
      const opened = await start();
      expect(await opened.request({ name: 'cancelJob', input: {} })).toMatchObject({
        kind: 'invalid-input',
        issues: [{ path: 'job' }],
      });
    });

    test('is not left waiting when the core dies', async () => {
      const opened = await start();
      const waiting = opened.request({ name: 'later', input: {} });
      const dying = opened.request({ name: 'die', input: {} });
      const ended = await Promise.allSettled([waiting, dying]);
      expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      await expect(opened.request({ name: 'echo', input: 1 })).rejects.toThrow();
    });
  });
}
