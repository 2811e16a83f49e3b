import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf, ProcedureName } from '../../../shared/contracts/index.ts';
import { announce } from '../../components/announce.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { mayAsk, useSession } from '../../state/session.ts';
import type { SignedInUser } from '../../state/session.ts';
import { useCommand } from '../../state/use-command.ts';
import { useViewState } from '../../state/view-state.ts';
import type { OpenDialog } from '../../state/view-state.ts';

type Detail = OutputOf<'shipments.get'>;

interface Step {
  readonly action: string;
  readonly procedure: ProcedureName;
  /** Null: done at once. */
  readonly dialog: Extract<OpenDialog, { readonly shipment: string }>['kind'] | null;
}

const steps: readonly Step[] = [
  { action: 'approve', procedure: 'shipments.approve', dialog: null },
  { action: 'pick', procedure: 'shipments.pick', dialog: 'pick-shipment' },
  { action: 'pack', procedure: 'shipments.pack', dialog: 'pack-shipment' },
  { action: 'dispatch', procedure: 'shipments.dispatch', dialog: 'dispatch-shipment' },
  { action: 'receive-part', procedure: 'shipments.receive', dialog: 'receive-shipment' },
  { action: 'lose', procedure: 'shipments.lose', dialog: 'lose-shipment' },
  { action: 'cancel', procedure: 'shipments.cancel', dialog: 'cancel-shipment' },
];

/** The step that a shipment waits for; the others are possible as well. */
const nextOf: Readonly<Record<string, string>> = {
  requested: 'approve',
  approved: 'pick',
  picked: 'pack',
  packed: 'dispatch',
  'in-transit': 'receive-part',
  'partly-received': 'receive-part',
};

/** Steps that the state of the shipment allows and that this person may take. */
function stepsFor(user: SignedInUser | null, detail: Detail): readonly Step[] {
  const { allowed, lines } = detail;
  return steps.filter(
    ({ action, procedure }) =>
      allowed.includes(action) && mayAsk(user, procedure) && (action !== 'pick' || lines !== null),
  );
}

/** What can be done with a shipment now. */
export function ShipmentSteps({ detail }: { readonly detail: Detail }) {
  const { t } = useTranslation();
  const { user } = useSession().status;
  const open = useViewState((state) => state.open);
  const approve = useCommand('shipments.approve');
  const { shipment, status } = detail.shipment;
  const take = async ({ dialog }: Step): Promise<void> => {
    if (dialog !== null) return open({ kind: dialog, shipment });
    const outcome = await approve.run({ shipment });
    if (outcome.ok) announce({ message: t('shipments.approved', { shipment }) });
  };
  const possible = stepsFor(user, detail);
  if (possible.length === 0) return <span className="quiet">{t('shipments.noStep')}</span>;
  return (
    <>
      {possible.map((step) => {
        const isNext = nextOf[status] === step.action;
        const isEnd = step.action === 'cancel' || step.action === 'lose';
        return (
          <Button
            key={step.action}
            variant={isNext ? 'filled' : isEnd ? 'subtle' : 'default'}
            {...(isEnd ? { color: 'gray' } : {})}
            loading={step.action === 'approve' && approve.isBusy}
            onClick={() => void take(step)}
          >
            {t(
              `shipments.step.${step.action === 'pick' && status === 'picked' ? 'repick' : step.action}`,
            )}
          </Button>
        );
      })}
      <FailureNotice failure={approve.failure} />
    </>
  );
}
