import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useQuery } from '../../state/use-query.ts';
import { CandidateCard } from './candidate-card.tsx';
import { useLab } from './lab-state.ts';
import classes from './lab.module.css';
import { presetNames, startOf } from './presets.ts';

const mostCandidates = 24;

/** The candidates side by side, and ready-made sets of them. */
export function CandidateList() {
  const { t } = useTranslation();
  const { data, failure } = useQuery('lab.procedures', {});
  const { candidates, add, load } = useLab();
  return (
    <Panel
      title={t('lab.candidates')}
      actions={
        <>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                variant="default"
                size="xs"
                rightSection={<IconChevronDown size={14} aria-hidden />}
              >
                {t('lab.presets')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {presetNames.map((name) => (
                <Menu.Item key={name} onClick={() => load(name)}>
                  {t(`lab.preset.${name}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={14} />}
            disabled={candidates.length >= mostCandidates}
            onClick={() => add(startOf('bsd'))}
          >
            {t('lab.addCandidate')}
          </Button>
        </>
      }
    >
      <FailureNotice failure={failure} />
      {candidates.length === 0 && <p className="quiet">{t('lab.noCandidates')}</p>}
      <ol className={classes.cards}>
        {candidates.map((candidate, index) => (
          <CandidateCard
            key={candidate.key}
            candidate={candidate}
            number={index + 1}
            procedures={data?.procedures ?? []}
          />
        ))}
      </ol>
    </Panel>
  );
}
