import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import type { SelfTestItem, SelfTestResult } from '../../../shared/contracts/self-test.ts';
import { startLoopback } from '../../loopback/index.ts';
import type { CorePort } from '../../node/core-port.ts';
import { appRoot } from '../../node/places.ts';
import { machinePrinter } from '../../node/printer.ts';
import { runSelfTest } from '../../node/self-test/run-self-test.ts';
import { selfTestReport } from '../../node/self-test/self-test-report.ts';
import { item } from '../../node/self-test/item.ts';
import { openStoreDatabase } from '../../node/store-file/store-file.ts';
import { systemClock } from '../../node/system-clock.ts';
import { optionalText, pathFrom } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { writeNewFile } from '../output-files.ts';
import { accessStore, machineOf, storeOption } from '../store-access.ts';

/** A core that nobody may ask: only the door in front of it is looked at. */
const noCore: CorePort = {
  request: async () => ({ kind: 'forbidden', message: 'self-test' }),
  cancel: () => undefined,
  subscribe: () => () => undefined,
  close: async () => undefined,
};

const patienceMs = 1_000;

const answers = (address: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: patienceMs });
    const end = (reached: boolean) => () => {
      socket.destroy();
      resolve(reached);
    };
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
  });

/** Opens the host for a moment and knocks at every address that this machine has. */
async function hostItems(): Promise<readonly SelfTestItem[]> {
  const host = await startLoopback({ core: noCore, renderer: '/nonexistent' });
  try {
    const outside = Object.values(networkInterfaces())
      .flatMap((found) => found ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    const reached = await Promise.all(outside.map((address) => answers(address, host.port)));
    const inside = await answers('127.0.0.1', host.port);
    const open = outside.filter((_, i) => reached[i]);
    const closed = 'reached from nowhere else';
    return [
      item('host', 'The host on 127.0.0.1', 'answers', inside ? 'answers' : 'does not answer'),
      item(
        'host',
        'The host on other addresses',
        closed,
        open.length === 0 ? closed : `reached on ${open.join(', ')}`,
      ),
    ];
  } finally {
    await host.close();
  }
}

const inWords = (result: SelfTestResult): string => {
  const failed = result.items.filter(({ passed }) => !passed);
  return [
    ...result.items.map(({ passed, group, item: name, expected, found }) =>
      passed
        ? `pass  ${group}: ${name}`
        : `FAIL  ${group}: ${name}: expected ${expected}, found ${found}`,
    ),
    failed.length === 0
      ? `All ${result.items.length} items pass.`
      : `${failed.length} of ${result.items.length} items fail.`,
  ].join('\n');
};

async function test(typed: Typed, io: Io): Promise<Ending> {
  const store = optionalText(typed, 'store');
  const access = store === undefined ? null : await accessStore(typed, io, pathFrom(io, store));
  if (access !== null && !access.ok) return refused(access.error);
  const opened =
    access === null ? null : openStoreDatabase(access.value.path, access.value.keys.dataKey);
  if (opened !== null && !opened.ok) return refused(opened.error);
  try {
    const result = await runSelfTest({
      root: appRoot(),
      dataDirectory: machineOf(io).dataDirectory,
      clock: systemClock,
      database: opened?.value ?? null,
      host: await hostItems(),
    });
    const pdf = optionalText(typed, 'pdf');
    if (pdf !== undefined) {
      const written = writeNewFile(io, pdf, await machinePrinter.pdf(selfTestReport(result)));
      if (!written.ok) return refused(written.error);
    }
    const text = inWords(result);
    return result.ok ? done(result, text) : { kind: 'failed', json: result, text };
  } finally {
    opened?.value.close();
  }
}

/** `selftest [--store PATH]` */
export const command: Command = {
  options: {
    ...storeOption,
    pdf: {
      value: 'FILE',
      description: 'also writes the report as PDF; nothing is overwritten',
      makes: 'file',
    },
  },
  output:
    'ok; version; at: UTC; items: [{ group: program | machine | engine | cryptography | study | host, item, expected, found, passed }]. Exit 1 when an item fails. With --store the settings and tables of that study are among the items; nothing is written to it.',
  examples: ['selftest --json', 'selftest --store ./study.cachet --user helen --pdf iq.pdf'],
  run: test,
};
