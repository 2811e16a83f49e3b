import { expect, test } from 'vitest';
import { startTinyCore } from '../fakes/tiny-core.ts';

test('a core that is asked to close ends, and says no to what comes later', async () => {
  const core = startTinyCore();
  await core.close();
  expect((await core.ended).message).toBe('the core ended with code 0');
  await expect(core.request({ name: 'echo', input: 1 })).rejects.toThrow('the core ended');
  await core.close();
});

test('a core that dies tells with what', async () => {
  const core = startTinyCore();
  await expect(core.request({ name: 'die', input: {} })).rejects.toThrow('code 3');
  expect((await core.ended).message).toBe('the core ended with code 3');
});

test('what cannot travel to the core rejects alone', async () => {
  const core = startTinyCore();
  await expect(core.request({ name: 'echo', input: () => 1 })).rejects.toThrow(
    'could not be cloned',
  );
  expect(await core.request({ name: 'echo', input: 1 })).toEqual({ kind: 'ok', value: 1 });
  await core.close();
});
