import { Legend } from '../legend.tsx';
import classes from '../lab.module.css';
import { CentreCounts } from './centre-counts.tsx';
import { ComparisonPanel } from './comparison-panel.tsx';
import { ComparisonPlane } from './comparison-plane.tsx';
import { useCompared } from './compared.ts';
import { ImbalanceCurves } from './imbalance-curves.tsx';
import type { MulticentreAnswer } from './multicentre-answer.ts';
import { useMulticentre } from './multicentre-state.ts';
import type { MulticentreQuestion } from './scenario.ts';
import { SpreadBoxes } from './spread-boxes.tsx';

interface Properties {
  readonly question: MulticentreQuestion;
  readonly engine: string;
  readonly answer: MulticentreAnswer;
}

/** The comparison as table and plots. */
export function MulticentreResults({ question, engine, answer }: Properties) {
  const hidden = useMulticentre((state) => state.hidden);
  const toggle = useMulticentre((state) => state.toggle);
  const { all, shown } = useCompared(answer.designs, hidden);
  return (
    <>
      <ComparisonPanel question={question} engine={engine} answer={answer} all={all} />
      <Legend marked={all} hidden={hidden} onToggle={toggle} />
      {shown.length > 0 && (
        <div className={classes.plots}>
          <ComparisonPlane shown={shown} />
          <SpreadBoxes shown={shown} />
          <ImbalanceCurves shown={shown} />
          <CentreCounts counts={answer.recruitment.centres_by_count} />
        </div>
      )}
    </>
  );
}
