import type { LabAssessed } from '../../contracts/lab.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import type { LabQuestion } from './characteristics-job.ts';
import { engineVersion } from './engine-version.ts';

const figure = (value: number): string => value.toFixed(4);

const header = [
  'Design',
  'Method',
  'PD',
  'PCG',
  'E|D| at n',
  'SD|D| at n',
  'P(D = 0)',
  'E max|D|',
  'EF',
] as const;

/** The assessment of procedures for the appendix of a protocol: figures, meaning, seed and versions. */
export function assessmentDocument(
  title: string,
  question: LabQuestion,
  designs: readonly LabAssessed[],
): PrintDocument {
  return {
    title,
    language: 'en',
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'facts',
        rows: [
          ['Arms', question.arms.join(' : ')],
          ['Subjects', String(question.n)],
          ['Engine', engineVersion],
          ['Seed', String(question.seed)],
          ['Replicates where simulated', String(question.replicates)],
        ],
      },
      { kind: 'table', header, rows: designs.filter(({ figures }) => figures !== null).map(row) },
      {
        kind: 'text',
        text:
          'PD: share of allocations that are certain beforehand. PCG: share of right guesses when betting on the arm that is behind. ' +
          'D: difference of the arms (for several arms or unequal ratios, the scaled distance from the ratio). EF: expected bias factor n·PCG − n/2, for any number of arms.',
      },
      ...designs.flatMap(blocksOf),
    ],
  };
}

function row({ label, figures }: LabAssessed): readonly string[] {
  if (figures === null) return [label];
  const { method, PD, PCG_convergence, E_abs_D, SD_abs_D, P_D0, E_max_abs_D, EF } = figures;
  const numbers = [PD, PCG_convergence, E_abs_D, SD_abs_D, P_D0, E_max_abs_D, EF].map(figure);
  return [label, method, ...numbers];
}

const blocksOf = ({ label, advice, refusal }: LabAssessed): readonly PrintBlock[] => [
  { kind: 'heading', text: label },
  {
    kind: 'text',
    text: refusal === null ? advice.join(' ') : `${refusal.message} ${refusal.next}`,
  },
];
