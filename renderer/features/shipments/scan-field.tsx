import { namesInScan } from '../../../shared/domain/barcode/scanned-text.ts';
import { typedKitNumber } from '../../../shared/domain/kit/kit-number.ts';
import { ScanInput } from '../../components/scan-input.tsx';

interface Properties {
  readonly label: string;
  readonly description?: string;
  /** Kit numbers that the scan may mean, most likely first. Whether one of them was taken. */
  onScan(numbers: readonly string[]): boolean | Promise<boolean>;
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
