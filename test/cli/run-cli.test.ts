// Requirements: PLT-10
import { describe, expect, test } from 'vitest';
import type { Command, Io } from '../../electron/cli/command.ts';
import { done, refused } from '../../electron/cli/command.ts';
import { requiredText, wholeNumber } from '../../electron/cli/arguments.ts';
import { runCli } from '../../electron/cli/run-cli.ts';
import type { Row } from '../../electron/cli/table.ts';

const echo: Command = {
  positionals: [{ name: 'WORD', description: 'what to say' }],
  options: {
    times: { value: 'N', description: 'how often' },
    param: { value: 'name=value', description: 'a parameter', repeats: true },
    loud: { description: 'in capitals' },
  },
  output: '`{ word }`',
  examples: ['echo hello --times 2'],
  run: async (typed, io: Io) => {
    io.say('working');
    const word = (typed.positionals[0] ?? '').repeat(wholeNumber(typed, 'times', 1, 1));
    return done({ word, loud: typed.switches.has('loud'), params: typed.options['param'] }, word);
  },
};

const strict: Command = {
  options: { spec: { value: 'FILE', description: 'a file' } },
  output: 'nothing',
  examples: [],
  run: async (typed) =>
    refused({
      rule: 'always-no',
      message: `no ${requiredText(typed, 'spec')}`,
      because: ['it is so'],
      next: 'Try tomorrow.',
    }),
};

const failing: Command = {
  output: 'a verdict',
  examples: [],
  run: async () => ({ kind: 'failed', json: { holds: false }, text: 'does not hold' }),
};

const rows: readonly Row[] = [
  { name: 'echo', summary: 'say a word', load: async () => ({ command: echo }) },
  { name: 'list generate', summary: 'make a list', load: async () => ({ command: strict }) },
  { name: 'list verify', summary: 'check a list', load: async () => ({ command: failing }) },
];

async function run(...words: string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const code = await runCli(
    words,
    {
      out: (text) => out.push(text),
      say: (line) => said.push(line),
      environment: {},
      directory: '/',
      stop: new AbortController().signal,
    },
    rows,
  );
  return { code, out: out.join('\n'), said: said.join('\n') };
}

describe('what comes out', () => {
  test('a result is JSON alone on stdout, messages are not', async () => {
    const ran = await run(
      'echo',
      'ho',
      '--times',
      '2',
      '--param',
      'a=1',
      '--param',
      'b=2',
      '--json',
    );
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toEqual({ word: 'hoho', loud: false, params: ['a=1', 'b=2'] });
    expect(ran.said).toBe('working');
  });

  test('without --json it is text', async () => {
    expect(await run('echo', 'ho', '--loud')).toMatchObject({ code: 0, out: 'ho' });
  });

  test('a refusal exits 1 with its rule, message, reasons and next step', async () => {
    const ran = await run('list', 'generate', '--spec', 'x.json', '--json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toEqual({
      refused: {
        rule: 'always-no',
        message: 'no x.json',
        because: ['it is so'],
        next: 'Try tomorrow.',
      },
    });
    const plain = await run('list', 'generate', '--spec', 'x.json');
    expect(plain.out).toBe('');
    expect(plain.said).toContain('always-no');
  });

  test('a check that does not hold exits 1 and still says what it found', async () => {
    expect(await run('list', 'verify', '--json')).toMatchObject({
      code: 1,
      out: '{"holds":false}',
    });
  });
});

describe('wrong usage exits 2 with nothing on stdout', () => {
  test.each([
    ['no command', []],
    ['an unknown command', ['ecko']],
    ['an unknown command of a group', ['list', 'burn']],
    ['a group alone', ['list', 'nothing', '--json']],
    ['an unknown option', ['echo', 'ho', '--tims', '2']],
    ['a missing argument', ['echo']],
    ['one argument too many', ['echo', 'ho', 'hi']],
    ['a number that is none', ['echo', 'ho', '--times', 'two']],
    ['a number out of range', ['echo', 'ho', '--times', '0']],
    ['an option twice', ['echo', 'ho', '--times', '1', '--times', '2']],
    ['a missing option', ['list', 'generate']],
    ['an option of nothing', ['list', 'generate', '--spec', '']],
    ['an option that is set to nothing', ['list', 'generate', '--spec=']],
    ['an option that repeats, once of nothing', ['echo', 'ho', '--param', 'a=1', '--param', '']],
    ['an argument of nothing', ['echo', '']],
    ['a property that every object has', ['toString']],
    ['a group that should answer in JSON', ['list', '--json']],
    ['JSON of nothing', ['--json']],
  ])('%s', async (_, words) => {
    const ran = await run(...words);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.said).not.toBe('');
  });
});

describe('help at every level', () => {
  test('the program', async () => {
    const ran = await run('--help');
    expect(ran.code).toBe(0);
    for (const row of rows) expect(ran.out).toContain(row.summary);
  });

  test.each([[['list', '--help']], [['list']]])('a group: %s', async (words) => {
    const ran = await run(...words);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('list verify');
    expect(ran.out).not.toContain('say a word');
  });

  test('a command: arguments, options, output and examples', async () => {
    const { code, out } = await run('echo', '--help');
    expect(code).toBe(0);
    for (const part of ['WORD', '--times N', 'how often', 'may repeat', '`{ word }`', 'echo hello'])
      expect(out).toContain(part);
  });
});
