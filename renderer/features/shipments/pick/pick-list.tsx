import { CloseButton } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ArmBadge } from '../../../components/arm-badge.tsx';
import { dayText } from '../../../components/format.ts';
import { DayText } from '../../../components/instant-text.tsx';
import { KitNumber } from '../../../components/kit-number.tsx';
import { durationText } from '../../cold-chain/words.ts';
import { useKitTypeName } from '../../kits/use-kit-type-name.ts';
import type { Proposal } from './judge-scan.ts';
import classes from './pick.module.css';

interface Properties {
  readonly proposal: Proposal;
  readonly taken: readonly string[];
  onTaken(numbers: readonly string[]): void;
}

interface Line {
  readonly number: string;
  readonly kit: Proposal['kits'][number] | undefined;
  readonly because: string;
}

/** The proposed kits, each with its because, and kits that were taken instead of one. */
export function PickList({ proposal, taken, onTaken }: Properties) {
  const { t } = useTranslation();
  const because = new Map(proposal.because.map((fact) => [fact.number, fact.because]));
  const others = taken.filter((number) => !proposal.kits.some((kit) => kit.number === number));
  const lines: readonly Line[] = [
    ...others.map((number) => ({
      number,
      kit: undefined,
      because: t('shipments.takenInstead'),
    })),
    ...proposal.kits.map((kit) => ({
      number: kit.number,
      kit,
      because: because.get(kit.number) ?? '',
    })),
  ];
  return (
    <ul className={classes.list} aria-label={t('shipments.proposed')} tabIndex={0}>
      {lines.map((line) => (
        <PickLine
          key={line.number}
          line={line}
          isTaken={taken.includes(line.number)}
          onForget={() => onTaken(taken.filter((number) => number !== line.number))}
        />
      ))}
    </ul>
  );
}

interface LineProperties {
  readonly line: Line;
  readonly isTaken: boolean;
  onForget(): void;
}

/** How much of its stability budget a kit that was judged has left. */
function BudgetLeft({ kit }: { readonly kit: Proposal['kits'][number] }) {
  const { t } = useTranslation();
  const words = [
    ...(kit.budgetSeconds === null
      ? []
      : [t('temperature.budget.left', { time: durationText(kit.budgetSeconds) })]),
    ...(kit.useBy === null ? [] : [t('temperature.useBy', { day: dayText(kit.useBy) })]),
  ];
  return words.length === 0 ? null : <span className={classes.budget}>{words.join(' · ')}</span>;
}

/** The number stands in front already. */
const withoutNumber = ({ number, because }: Line): string =>
  because.startsWith(`${number}: `) ? because.slice(number.length + 2) : because;

function PickLine({ line, isTaken, onForget }: LineProperties) {
  const { t } = useTranslation();
  const kitTypeName = useKitTypeName();
  const Mark = isTaken ? IconCircleCheck : IconCircleDashed;
  return (
    <li className={classes.line} data-taken={isTaken}>
      <Mark size={18} stroke={1.8} aria-hidden />
      <span className={classes.which}>
        <KitNumber number={line.number} />
        <span className="visually-hidden">
          {t(isTaken ? 'shipments.isScanned' : 'shipments.isOpen')}
        </span>
      </span>
      <span className={classes.type}>
        {line.kit !== undefined && <ArmBadge name={kitTypeName(line.kit.kitType)} />}
      </span>
      <span className={classes.lot}>
        {line.kit !== undefined && (
          <>
            {line.kit.lot} · <DayText date={line.kit.expiry} />
            <BudgetLeft kit={line.kit} />
          </>
        )}
      </span>
      <span className={classes.because}>{withoutNumber(line)}</span>
      {isTaken && (
        <CloseButton
          size="sm"
          aria-label={t('kits.forget', { number: line.number })}
          onClick={onForget}
        />
      )}
    </li>
  );
}
