// Requirements: FCT-04
import { expect, test } from 'vitest';
import { buffersIn } from '../../../electron/node/buffers-in.ts';

test('the memory of plain data is found wherever it stands, each piece once', () => {
  const memory = new ArrayBuffer(16);
  const one = new Int32Array(memory, 0, 2);
  const data = {
    chunks: [{ one, other: new Float64Array(memory, 8), deep: { rows: new Uint8Array(3) } }],
    name: 'text',
    none: null,
    count: 4,
  };
  const found = buffersIn([data, data]);
  expect(found).toEqual([memory, data.chunks[0]?.deep.rows.buffer]);
  expect(structuredClone(data, { transfer: found }).chunks[0]?.deep.rows.length).toBe(3);
  expect(one.length).toBe(0);
  expect(buffersIn(7)).toEqual([]);
});
