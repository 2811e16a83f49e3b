import type { Command } from './command.ts';

/** A row of the table of commands. A command's module is loaded only when it is called, so that all start quickly. */
export interface Row {
  /** One word, or two for a command of a group: `list generate`. */
  readonly name: string;
  readonly summary: string;
  load(): Promise<{ readonly command: Command }>;
}

export const TABLE: readonly Row[] = [
  {
    name: 'procedures',
    summary: 'list the randomization procedures with their parameters and ranges',
    load: () => import('./commands/procedures.ts'),
  },
  {
    name: 'probabilities',
    summary: 'probabilities of the arms for the next subject',
    load: () => import('./commands/probabilities.ts'),
  },
  {
    name: 'sequence',
    summary: 'the allocation sequence that given uniforms lead to',
    load: () => import('./commands/sequence.ts'),
  },
  {
    name: 'characteristics',
    summary: 'balance and predictability of a procedure, exact or simulated',
    load: () => import('./commands/characteristics.ts'),
  },
  {
    name: 'multicentre',
    summary: 'compare designs on simulated recruitment in many centres',
    load: () => import('./commands/multicentre.ts'),
  },
  {
    name: 'recruitment',
    summary: 'how long recruitment takes, and how evenly it is spread',
    load: () => import('./commands/recruitment.ts'),
  },
  {
    name: 'forecast run',
    summary: 'simulate recruitment, demand and supply of a scenario: risk, waste and cost',
    load: () => import('./commands/forecast-run.ts'),
  },
  {
    name: 'forecast compare',
    summary: 'scenarios side by side on the same subjects, with errors of the differences',
    load: () => import('./commands/forecast-compare.ts'),
  },
  {
    name: 'forecast optimise',
    summary: 'triggers, ceilings and kits that cost least within a limit of the risk',
    load: () => import('./commands/forecast-optimise.ts'),
  },
  {
    name: 'forecast centres',
    summary: 'how many further sites a target date needs',
    load: () => import('./commands/forecast-centres.ts'),
  },
  {
    name: 'forecast meeting',
    summary: 'one page of a forecast as PDF for the supply meeting',
    load: () => import('./commands/forecast-meeting.ts'),
  },
  {
    name: 'forecast vary',
    summary: 'a scenario with more sites, another pace, other levels or later campaigns',
    load: () => import('./commands/forecast-vary.ts'),
  },
  {
    name: 'forecast from-study',
    summary: 'the scenario of a study as it stands',
    load: () => import('./commands/forecast-from-study.ts'),
  },
  {
    name: 'forecast backtest',
    summary: 'how forecasts of recruitment made on past days of a study would have done',
    load: () => import('./commands/forecast-backtest.ts'),
  },
  {
    name: 'forecast schema',
    summary: 'the JSON schema of forecast scenarios',
    load: () => import('./commands/forecast-schema.ts'),
  },
  {
    name: 'forecast example',
    summary: 'a complete forecast scenario to begin with',
    load: () => import('./commands/forecast-example.ts'),
  },
  {
    name: 'list generate',
    summary: 'make a randomization list from its specification and seed',
    load: () => import('./commands/list-generate.ts'),
  },
  {
    name: 'list verify',
    summary: 'hold a randomization list against two makings from its seed',
    load: () => import('./commands/list-verify.ts'),
  },
  {
    name: 'list replication-kit',
    summary: 'write programs in R and Python that make a list again',
    load: () => import('./commands/list-replication-kit.ts'),
  },
  {
    name: 'logger inspect',
    summary:
      "read a temperature logger's file: verdict, extremes, mean kinetic temperature, faults",
    load: () => import('./commands/logger.ts'),
  },
  {
    name: 'mkt',
    summary: 'mean kinetic temperature of a table of durations and temperatures',
    load: () => import('./commands/mkt.ts'),
  },
  {
    name: 'resupply propose',
    summary: 'what a resupply run would send now, with the arithmetic of every line',
    load: () => import('./commands/resupply-propose.ts'),
  },
  {
    name: 'accountability export',
    summary: 'write drug accountability (SDTM DA), kits, subjects and places as tables',
    load: () => import('./commands/accountability-export.ts'),
  },
  {
    name: 'leak check',
    summary: 'what a site can infer about arms from its kits and shipments',
    load: () => import('./commands/leak.ts'),
  },
  {
    name: 'barcode encode',
    summary: 'draw a GS1 DataMatrix, QR code or GS1-128 as PNG or SVG',
    load: () => import('./commands/barcode-encode.ts'),
  },
  {
    name: 'barcode decode',
    summary: 'read the barcodes in a picture, or what a scanner typed, field by field',
    load: () => import('./commands/barcode-decode.ts'),
  },
  {
    name: 'label templates',
    summary: 'label templates in force and proposals to start from',
    load: () => import('./commands/label-templates.ts'),
  },
  {
    name: 'label print',
    summary: 'issue labels of kits or of a box, recorded one by one, as PDF',
    load: () => import('./commands/label-print.ts'),
  },
  {
    name: 'serve',
    summary: 'open the console for a browser on this machine',
    load: () => import('./commands/serve.ts'),
  },
  {
    name: 'call',
    summary: 'ask the core anything of its contract: every screen does the same',
    load: () => import('./commands/call.ts'),
  },
  {
    name: 'contract',
    summary: 'every query and command of the core, with roles and schemas',
    load: () => import('./commands/contract.ts'),
  },
  {
    name: 'codebreak overview',
    summary: 'broken codes by site in numbers: what is open and overdue; no treatment',
    load: () => import('./commands/codebreak-overview.ts'),
  },
  {
    name: 'codebreak',
    summary: 'break the code of one subject in an emergency, or exercise it',
    load: () => import('./commands/codebreak.ts'),
  },
  {
    name: 'hub init',
    summary: 'make the hub that joins the machines of a study, in a PostgreSQL database',
    load: () => import('./commands/hub-init.ts'),
  },
  {
    name: 'hub upgrade',
    summary: 'bring the tables of a hub up to date with this program',
    load: () => import('./commands/hub-upgrade.ts'),
  },
  {
    name: 'hub status',
    summary: 'machines of a hub, what waits for them, and conflicts',
    load: () => import('./commands/hub-status.ts'),
  },
  {
    name: 'hub enrol',
    summary: 'let a machine into a hub once its fingerprint was compared',
    load: () => import('./commands/hub-enrol.ts'),
  },
  {
    name: 'hub revoke',
    summary: 'end the access of a machine to a hub',
    load: () => import('./commands/hub-revoke.ts'),
  },
  {
    name: 'hub connect',
    summary: 'tell a study or site file its hub, and ask to be enrolled there',
    load: () => import('./commands/hub-connect.ts'),
  },
  {
    name: 'hub disconnect',
    summary: 'let this machine forget the hub of a file',
    load: () => import('./commands/hub-disconnect.ts'),
  },
  {
    name: 'hub accept',
    summary: 'accept a machine that calculates for a study, once its fingerprint was compared',
    load: () => import('./commands/hub-accept.ts'),
  },
  {
    name: 'worker join',
    summary: 'tell this machine the hub that it is to calculate for, and ask to be enrolled there',
    load: () => import('./commands/worker-join.ts'),
  },
  {
    name: 'worker',
    summary: 'calculate simulations for a hub on this machine',
    load: () => import('./commands/worker.ts'),
  },
  {
    name: 'hub share',
    summary: 'share a study among several consoles',
    load: () => import('./commands/hub-share.ts'),
  },
  {
    name: 'hub admit',
    summary: 'admit a machine as a further console of a study, once its fingerprint was compared',
    load: () => import('./commands/hub-admit.ts'),
  },
  {
    name: 'hub join',
    summary: 'make this machine a further console of a study: ask for it, then make its file',
    load: () => import('./commands/hub-join.ts'),
  },
  {
    name: 'hub hold',
    summary: 'have this console alone write for a depot, a site or the whole study',
    load: () => import('./commands/hub-hold.ts'),
  },
  {
    name: 'hub hand-over',
    summary: 'hand what this console holds over to another one, or give it free',
    load: () => import('./commands/hub-hand-over.ts'),
  },
  {
    name: 'hub exchange',
    summary: 'post what the hub lacks, take what waits there, and have the ledger witnessed',
    load: () => import('./commands/hub-exchange.ts'),
  },
  {
    name: 'drill',
    summary:
      'the whole backup round trip in temporary files: packs, offline envelopes, records, verdicts',
    load: () => import('./commands/drill.ts'),
  },
  {
    name: 'bundle inspect',
    summary: 'what the record of a site holds, and whether it is genuine',
    load: () => import('./commands/bundle-inspect.ts'),
  },
  {
    name: 'custody list',
    summary: 'openings of lists, seeds and the map of kits, with every look under each',
    load: () => import('./commands/custody-list.ts'),
  },
  {
    name: 'custody request',
    summary: 'ask to open a list, a seed or the map of kits, with a signature',
    load: () => import('./commands/custody-request.ts'),
  },
  {
    name: 'custody grant',
    summary: 'grant an opening that somebody else asked for, with a signature',
    load: () => import('./commands/custody-grant.ts'),
  },
  {
    name: 'custody decline',
    summary: 'decline an opening, or take back the own request',
    load: () => import('./commands/custody-decline.ts'),
  },
  {
    name: 'custody close',
    summary: 'end an opening before its time',
    load: () => import('./commands/custody-close.ts'),
  },
  {
    name: 'custody export',
    summary: 'take out a list with its arms or the map of kits, under an opening',
    load: () => import('./commands/custody-export.ts'),
  },
  {
    name: 'evidence verify',
    summary: 'verify an evidence pack without a study or a key; names the first bad file or entry',
    load: () => import('./commands/evidence-verify.ts'),
  },
  {
    name: 'evidence',
    summary: 'build the evidence pack: trail, records and a viewer that verifies itself',
    load: () => import('./commands/evidence.ts'),
  },
  {
    name: 'selftest',
    summary: 'check this installation: program files, versions, settings, known answers, keys',
    load: () => import('./commands/selftest.ts'),
  },
  {
    name: 'validation',
    summary: 'requirements and the results of their tests, the self-test, and what deviates',
    load: () => import('./commands/validation.ts'),
  },
  {
    name: 'demo',
    summary: 'build the demonstration study through the real commands',
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'recovery deal',
    summary: 'deal recovery shares, each sealed to its holder; earlier ones open nothing any more',
    load: () => import('./commands/recovery-deal.ts'),
  },
  {
    name: 'recovery take',
    summary: 'take the own recovery share, shown once',
    load: () => import('./commands/recovery-take.ts'),
  },
  {
    name: 'backup make',
    summary: 'make a backup as the console does: verified, entered, older ones deleted by the rule',
    load: () => import('./commands/backup-make.ts'),
  },
  {
    name: 'backup schedule',
    summary: 'say where, how often and how long backups are kept',
    load: () => import('./commands/backup-schedule.ts'),
  },
  {
    name: 'backup status',
    summary: 'the schedule, what was made, missed, deleted and what fails',
    load: () => import('./commands/backup-status.ts'),
  },
  {
    name: 'restore compare',
    summary: 'hold a backup against the present file and every checkpoint: what would be lost',
    load: () => import('./commands/restore-compare.ts'),
  },
  {
    name: 'restore',
    summary: 'make a new study file from a backup after comparing; nothing is overwritten',
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'store backup',
    summary: 'write a verified copy of a study and its key ring',
    load: () => import('./commands/store-backup.ts'),
  },
  {
    name: 'store recover',
    summary: 'give a person access again on this machine, with recovery shares',
    load: () => import('./commands/store-recover.ts'),
  },
  {
    name: 'store restore',
    summary: 'the same as `restore`',
    load: () => import('./commands/restore.ts'),
  },
  {
    name: 'store info',
    summary: 'identity, ledger head, anchor and settings of a study file',
    load: () => import('./commands/store-info.ts'),
  },
  {
    name: 'store verify',
    summary: 'verify chain, signatures, anchor and every table against the replayed ledger',
    load: () => import('./commands/store-verify.ts'),
  },
  {
    name: 'study check',
    summary: 'report every problem of a study definition with its line',
    load: () => import('./commands/study-check.ts'),
  },
];
