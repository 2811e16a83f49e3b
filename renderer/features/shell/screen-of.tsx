import { assertNever } from '../../../shared/base/assert-never.ts';
import type { Route } from '../../state/route.ts';
import { ColdChainScreen } from '../cold-chain/cold-chain-screen.tsx';
import { AccountabilityScreen } from '../accountability/accountability-screen.tsx';
import { CodeBreakScreen } from '../code-break/code-break-screen.tsx';
import { ForecastScreen } from '../forecast/forecast-screen.tsx';
import { BackupScreen } from '../backup/backup-screen.tsx';
import { HelpScreen } from '../help/help-screen.tsx';
import { KitsScreen } from '../kits/kits-screen.tsx';
import { LabelsScreen } from '../labels/labels-screen.tsx';
import { RandomizationScreen } from '../randomization/randomization-screen.tsx';
import { ShipmentsScreen } from '../shipments/shipments-screen.tsx';
import { StockScreen } from '../stock/stock-screen.tsx';
import { StudyScreen } from '../study/study-screen.tsx';
import { SubjectsScreen } from '../subjects/subjects-screen.tsx';
import { TodayScreen } from '../today/today-screen.tsx';
import { TrailScreen } from '../trail/trail-screen.tsx';
import { ReviewScreen } from '../trail-review/review-screen.tsx';

/** The screen that a route names. */
export function ScreenOf({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'today':
      return <TodayScreen />;
    case 'kits':
      return route.id === 'labels' ? <LabelsScreen /> : <KitsScreen open={route.id} />;
    case 'stock':
      return <StockScreen open={route.id} />;
    case 'shipments':
      return <ShipmentsScreen open={route.id} />;
    case 'cold-chain':
      return <ColdChainScreen open={route.id} />;
    case 'subjects':
      return <SubjectsScreen open={route.id} />;
    case 'randomization':
      return <RandomizationScreen open={route.id} />;
    case 'forecast':
      return <ForecastScreen open={route.id} />;
    case 'backup':
      return <BackupScreen open={route.id} />;
    case 'accountability':
      return <AccountabilityScreen open={route.id} />;
    case 'code-break':
      return <CodeBreakScreen open={route.id} />;
    case 'trail':
      return route.id === 'review' ? <ReviewScreen /> : <TrailScreen open={route.id} />;
    case 'study':
      return <StudyScreen tab={route.id} />;
    case 'help':
      return <HelpScreen page={route.id} />;
    default:
      return assertNever(route.screen);
  }
}
