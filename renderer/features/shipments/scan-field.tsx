import { namesInScan } from '../../../shared/domain/barcode/scanned-text.ts';
import { typedKitNumber } from '../../../shared/domain/kit/kit-number.ts';
import { ScanInput } from '../../components/scan-input.tsx';

interface Properties {
  readonly label: string;
  readonly description?: string;
  /** Kit numbers that the scan may mean, most likely first. */
  onScan(numbers: readonly string[]): void;
}

/** One large field for a scanner: each Enter takes one kit, and the field is ready for the next. */
export function ScanField({ label, description, onScan }: Properties) {
  return (
    <ScanInput
      size="lg"
      label={label}
      {...(description === undefined ? {} : { description })}
      onScan={(text) => onScan(namesInScan(text).map(typedKitNumber))}
    />
  );
}
