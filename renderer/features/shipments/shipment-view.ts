import { useViewState } from '../../state/view-state.ts';

export const shipmentViews = ['table', 'board'] as const;
export type ShipmentView = (typeof shipmentViews)[number];

const name = 'shipments-view';

/** How shipments are shown; kept while the window is open. */
export function useShipmentView(): readonly [ShipmentView, (view: ShipmentView) => void] {
  const kept = useViewState(({ drafts }) => drafts[name]);
  const keep = useViewState(({ keepDraft }) => keepDraft);
  return [kept === 'board' ? 'board' : 'table', (view) => keep(name, view)];
}
