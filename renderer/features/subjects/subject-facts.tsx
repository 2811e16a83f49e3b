import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { SubjectRow } from '../../../shared/contracts/subjects.ts';
import { ArmBadge } from '../../components/arm-badge.tsx';
import { InstantText } from '../../components/instant-text.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useArmName } from './use-arm-name.ts';

interface Properties {
  readonly subject: SubjectRow;
  readonly factors: readonly { readonly factor: string; readonly value: string }[];
  /** Offset of the place where it was done, once something was. */
  readonly offsetMinutes: number | undefined;
  readonly screening: OutputOf<'subjects.get'>['screening'];
}

/** Assignment and strata of one subject. */
export function SubjectFacts({ subject, factors, offsetMinutes, screening }: Properties) {
  const { t } = useTranslation();
  const armName = useArmName();
  return (
    <KeyValues
      columns={2}
      items={[
        [t('subjects.status'), <StatusBadge key="status" status={subject.status} />],
        [t('subjects.site'), subject.site],
        [
          t('subjects.randomizationNumber'),
          <span key="number" className="mono">
            {subject.randomizationNumber ?? '–'}
          </span>,
        ],
        [
          t('subjects.randomizedAt'),
          subject.randomizedAt === null ? (
            '–'
          ) : (
            <InstantText
              key="at"
              at={subject.randomizedAt}
              {...(offsetMinutes === undefined ? {} : { offsetMinutes })}
            />
          ),
        ],
        ...(subject.arm === null
          ? []
          : [[t('subjects.arm'), <ArmBadge key="arm" name={armName(subject.arm)} />] as const]),
        ...(screening === undefined
          ? []
          : [
              [
                t('subjects.screenedAt'),
                <InstantText
                  key="screened"
                  at={screening.at}
                  offsetMinutes={screening.offsetMinutes}
                />,
              ] as const,
            ]),
        ...(screening === undefined || screening.failedBecause === null
          ? []
          : [[t('subjects.failedBecause'), screening.failedBecause] as const]),
        ...factors.map(({ factor, value }) => [factor, value] as const),
      ]}
    />
  );
}
