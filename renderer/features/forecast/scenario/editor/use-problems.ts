import { useEffect, useState } from 'react';
import { useClient } from '../../../../transport/client-context.ts';
import { asJson } from '../../forecast-state.ts';
import type { Scenario } from './group.ts';

/** One thing that is wrong with a scenario. */
interface Problem {
  /** e.g. `sites[3].depot`; empty for the scenario as a whole. */
  readonly path: string;
  readonly text: string;
}

export interface Checked {
  readonly problems: readonly Problem[];
  readonly warnings: readonly { readonly path: string; readonly message: string }[];
  /** Sites by name, several alike spelled out, as of the last check without problems. */
  readonly sites: readonly string[];
}

const pauseMs = 250;

/** `lots[2].expiry: found …` split where its place ends. */
export function problemOf(line: string): Problem {
  const [, path = '', text = line] = /^([\w.[\]-]+): (.*)$/s.exec(line) ?? [];
  return { path, text };
}

/** Checks the scenario whenever typing pauses. */
export function useProblems(scenario: Scenario): Checked {
  const client = useClient();
  const [checked, setChecked] = useState<Checked>(() => ({
    problems: [],
    warnings: [],
    sites: scenario.sites.map(({ id }) => id),
  }));
  useEffect(() => {
    let isCurrent = true;
    const timer = window.setTimeout(() => {
      void client.ask('forecast.check', { scenario: asJson(scenario) }).then((outcome) => {
        if (!isCurrent || !outcome.ok) return;
        const { refusal, warnings, sites } = outcome.value;
        setChecked((former) => ({
          problems: (refusal?.because ?? []).map(problemOf),
          warnings,
          sites: refusal === null ? sites : former.sites,
        }));
      });
    }, pauseMs);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [client, scenario]);
  return checked;
}

/** What is wrong at a place or within it. */
export const problemAt = (
  problems: readonly Problem[],
  path: string,
  isLeaf: boolean,
): string | undefined =>
  problems.find(
    (problem) =>
      problem.path === path ||
      (isLeaf && (problem.path.startsWith(`${path}.`) || problem.path.startsWith(`${path}[`))),
  )?.text;
