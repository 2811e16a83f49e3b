import type { Question } from './lab-state.ts';
import classes from './lab.module.css';
import { AdviceTable } from './advice-table.tsx';
import { BalancePlane } from './balance-plane.tsx';
import { FigureBars } from './figure-bars.tsx';
import { FiguresPanel } from './figures-panel.tsx';
import { ImbalanceLines } from './imbalance-lines.tsx';
import { useLab } from './lab-state.ts';
import { Legend } from './legend.tsx';
import { useAnswer } from './marked.ts';
import { SamplePaths } from './sample-paths.tsx';

interface Properties {
  readonly question: Question;
  readonly engine: string;
}

/** The figures, the plots of the candidates that are shown, and what it all means. */
export function Results({ question, engine }: Properties) {
  const { all, marked, shown } = useAnswer();
  const { hidden, toggle } = useLab();
  return (
    <>
      <FiguresPanel question={question} engine={engine} all={all} marked={marked} />
      {marked.length > 0 && (
        <>
          <Legend marked={marked} hidden={hidden} onToggle={toggle} />
          {shown.length > 0 && (
            <div className={classes.plots}>
              <BalancePlane shown={shown} />
              <ImbalanceLines shown={shown} n={question.n} />
              <FigureBars shown={shown} />
              <SamplePaths shown={shown} seed={question.seed ?? 1} />
            </div>
          )}
          <AdviceTable marked={marked} />
        </>
      )}
    </>
  );
}
