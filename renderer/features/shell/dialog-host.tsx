import { useViewState } from '../../state/view-state.ts';
import { CorrectCountDialog } from '../accountability/correct-count-dialog.tsx';
import { CountAgainDialog } from '../accountability/count-again-dialog.tsx';
import { DestroyKitsDialog } from '../accountability/destroy-kits-dialog.tsx';
import {
  RaiseDiscrepancyDialog,
  ResolveDiscrepancyDialog,
} from '../accountability/discrepancy-dialogs.tsx';
import { ReturnUnitsDialog } from '../accountability/return-units-dialog.tsx';
import { SetAsideDialog } from '../accountability/set-aside-dialog.tsx';
import { SignPeriodDialog } from '../accountability/sign-period-dialog.tsx';
import { ApproveCountryDialog } from '../campaigns/approve-country-dialog.tsx';
import { CloseCampaignDialog } from '../campaigns/close-campaign-dialog.tsx';
import { ConfirmLabelsDialog } from '../campaigns/confirm-labels-dialog.tsx';
import { CountLabelsDialog } from '../campaigns/count-labels-dialog.tsx';
import { LeaveOutDialog } from '../campaigns/leave-out-dialog.tsx';
import { StartCampaignDialog } from '../campaigns/start-campaign-dialog.tsx';
import { ActOnKitsDialog } from '../kits/act-on-kits-dialog.tsx';
import { GenerateKitsDialog } from '../kits/generate-kits-dialog.tsx';
import { ImportKitsDialog } from '../kits/import/import-kits-dialog.tsx';
import { ReceiveKitsDialog } from '../kits/receive-kits-dialog.tsx';
import { RegisterLotDialog } from '../kits/register-lot-dialog.tsx';
import { ReleaseKitsDialog } from '../kits/release-kits-dialog.tsx';
import { ReserveKitDialog } from '../kits/reserve-kit-dialog.tsx';
import { SendKitsDialog } from '../kits/send-kits-dialog.tsx';
import { UnreserveKitDialog } from '../kits/unreserve-kit-dialog.tsx';
import { DecideLotDialog } from '../lots/decide-lot-dialog.tsx';
import { GroupLotDialog } from '../lots/group-lot-dialog.tsx';
import { RegisterManufacturingLotDialog } from '../lots/register-manufacturing-lot-dialog.tsx';
import { LabelFileDialog } from '../labels/label-file-dialog.tsx';
import { PrintLabelsDialog } from '../labels/print-labels-dialog.tsx';
import { PrintShipperDialog } from '../labels/print-shipper-dialog.tsx';
import { TemplateEditorDialog } from '../labels/editor/template-editor-dialog.tsx';
import { GenerateListDialog } from '../randomization/generate-list-dialog.tsx';
import { DefineSchemeDialog } from '../randomization/scheme/define-scheme-dialog.tsx';
import { AnnounceReturnDialog } from '../shipments/announce-return-dialog.tsx';
import { DispatchShipmentDialog } from '../shipments/dispatch-shipment-dialog.tsx';
import { EndShipmentDialog } from '../shipments/end-shipment-dialog.tsx';
import { PackShipmentDialog } from '../shipments/pack-shipment-dialog.tsx';
import { PickShipmentDialog } from '../shipments/pick/pick-shipment-dialog.tsx';
import { ReceiveShipmentDialog } from '../shipments/receive/receive-shipment-dialog.tsx';
import { RequestShipmentDialog } from '../shipments/request-shipment-dialog.tsx';
import { AddUserDialog } from '../study/add-user-dialog.tsx';
import { AmendStudyDialog } from '../study/amend-study-dialog.tsx';
import { ConfirmClockDialog } from '../study/confirm-clock-dialog.tsx';
import { ChangePassphraseDialog } from '../study/change-passphrase-dialog.tsx';
import { AllocateDialog } from '../subjects/allocate/allocate-dialog.tsx';
import { DispenseDialog } from '../subjects/dispense-dialog.tsx';
import { FailScreeningDialog } from '../subjects/screening/fail-screening-dialog.tsx';
import { ScreenDialog } from '../subjects/screening/screen-dialog.tsx';
import { WithdrawDialog } from '../subjects/withdraw-dialog.tsx';

/** Draws the dialog that is open, whichever screen it was opened from. */
export function DialogHost() {
  const dialog = useViewState((state) => state.dialog);
  const close = useViewState((state) => state.close);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'allocate':
      return <AllocateDialog onClose={close} />;
    case 'dispense':
      return <DispenseDialog subject={dialog.subject} visit={dialog.visit} onClose={close} />;
    case 'screen':
      return <ScreenDialog onClose={close} />;
    case 'fail-screening':
      return <FailScreeningDialog subject={dialog.subject} onClose={close} />;
    case 'withdraw':
      return <WithdrawDialog subject={dialog.subject} onClose={close} />;
    case 'import-kits':
      return <ImportKitsDialog onClose={close} />;
    case 'generate-kits':
      return <GenerateKitsDialog onClose={close} />;
    case 'print-labels':
      return <PrintLabelsDialog {...dialog} onClose={close} />;
    case 'print-shipper':
      return <PrintShipperDialog shipment={dialog.shipment} onClose={close} />;
    case 'label-file':
      return <LabelFileDialog {...dialog} onClose={close} />;
    case 'sign-template':
      return <TemplateEditorDialog {...dialog} onClose={close} />;
    case 'register-lot':
      return <RegisterLotDialog onClose={close} />;
    case 'receive-kits':
      return <ReceiveKitsDialog onClose={close} />;
    case 'send-kits':
      return <SendKitsDialog onClose={close} />;
    case 'act-on-kits':
      return <ActOnKitsDialog numbers={dialog.numbers} onClose={close} />;
    case 'act-on-many-kits':
      return <ActOnKitsDialog numbers={[]} collects onClose={close} />;
    case 'release-kits':
      return <ReleaseKitsDialog numbers={dialog.numbers} onClose={close} />;
    case 'reserve-kit':
      return <ReserveKitDialog number={dialog.number} site={dialog.site} onClose={close} />;
    case 'unreserve-kit':
      return <UnreserveKitDialog number={dialog.number} onClose={close} />;
    case 'register-manufacturing-lot':
      return <RegisterManufacturingLotDialog onClose={close} />;
    case 'decide-lot':
      return <DecideLotDialog lot={dialog.lot} onClose={close} />;
    case 'group-lot':
      return <GroupLotDialog lot={dialog.lot} group={dialog.group} onClose={close} />;
    case 'start-campaign':
      return <StartCampaignDialog lot={dialog.lot} onClose={close} />;
    case 'approve-country':
      return (
        <ApproveCountryDialog campaign={dialog.campaign} country={dialog.country} onClose={close} />
      );
    case 'confirm-labels':
      return (
        <ConfirmLabelsDialog campaign={dialog.campaign} place={dialog.place} onClose={close} />
      );
    case 'count-labels':
      return <CountLabelsDialog campaign={dialog.campaign} place={dialog.place} onClose={close} />;
    case 'leave-out-kits':
      return <LeaveOutDialog campaign={dialog.campaign} onClose={close} />;
    case 'close-campaign':
      return <CloseCampaignDialog campaign={dialog.campaign} onClose={close} />;
    case 'request-shipment':
      return <RequestShipmentDialog onClose={close} />;
    case 'announce-return':
      return <AnnounceReturnDialog onClose={close} />;
    case 'pick-shipment':
      return <PickShipmentDialog shipment={dialog.shipment} onClose={close} />;
    case 'pack-shipment':
      return <PackShipmentDialog shipment={dialog.shipment} onClose={close} />;
    case 'dispatch-shipment':
      return <DispatchShipmentDialog shipment={dialog.shipment} onClose={close} />;
    case 'receive-shipment':
      return <ReceiveShipmentDialog shipment={dialog.shipment} onClose={close} />;
    case 'cancel-shipment':
    case 'lose-shipment':
      return <EndShipmentDialog how={dialog.kind} shipment={dialog.shipment} onClose={close} />;
    case 'generate-list':
      return <GenerateListDialog chosen={dialog.chosen} onClose={close} />;
    case 'return-units':
      return <ReturnUnitsDialog subject={dialog.subject} onClose={close} />;
    case 'count-again':
      return <CountAgainDialog onClose={close} />;
    case 'set-aside':
      return <SetAsideDialog onClose={close} />;
    case 'destroy-kits':
      return <DestroyKitsDialog onClose={close} />;
    case 'correct-count':
      return <CorrectCountDialog {...dialog} onClose={close} />;
    case 'raise-discrepancy':
      return <RaiseDiscrepancyDialog about={dialog} onClose={close} />;
    case 'resolve-discrepancy':
      return <ResolveDiscrepancyDialog discrepancy={dialog.discrepancy} onClose={close} />;
    case 'sign-period':
      return <SignPeriodDialog place={dialog.place} onClose={close} />;
    case 'define-scheme':
      return <DefineSchemeDialog onClose={close} />;
    case 'confirm-clock':
      return <ConfirmClockDialog onClose={close} />;
    case 'amend-study':
      return <AmendStudyDialog onClose={close} />;
    case 'add-user':
      return <AddUserDialog onClose={close} />;
    case 'change-passphrase':
      return <ChangePassphraseDialog onClose={close} />;
  }
}
