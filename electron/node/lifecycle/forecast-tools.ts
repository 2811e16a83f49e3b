import { changeScenario } from '../../../shared/app/forecast/change-scenario.ts';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { tableFile } from '../../../shared/app/queries/table-file.ts';
import { ok } from '../../../shared/base/result.ts';
import type { CoreState } from './core-state.ts';

const forecastVary: LifecycleHandlers['forecast.vary'] = async ({ scenario, change, name }) => {
  const changed = changeScenario(scenario, change, name);
  // What is absent must be absent from the file as well.
  return changed.ok
    ? ok({ scenario: JSON.parse(JSON.stringify(changed.value)) as never })
    : changed;
};

const forecastTable =
  (state: CoreState): LifecycleHandlers['forecast.table'] =>
  async ({ name, heads, rows }) => {
    const table = { name: `${name}-UNBLINDED`, header: heads, length: rows.length, rows };
    return tableFile(state.ports.printer, table, 'xlsx');
  };

/** What planners need around forecasts: scenarios varied by a word, tables as workbooks. */
export const forecastToolHandlers = (state: CoreState) =>
  ({
    'forecast.vary': forecastVary,
    'forecast.table': forecastTable(state),
  }) satisfies Partial<LifecycleHandlers>;
