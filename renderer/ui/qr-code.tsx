import { create } from 'qrcode/lib/core/qrcode.js';

interface QrCodeProps {
  /** The text of the code: a BR Code, an address. */
  readonly payload: string;
  /** Names the picture. */
  readonly label: string;
  /** Side in pixels. */
  readonly size: number;
}

/** Modules of white that a reader needs round the code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A QR code as one vector path, black on white whatever the colour scheme: readers need the contrast. */
export function QrCode({ payload, label, size }: QrCodeProps) {
  const { modules } = create(payload, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * QUIET_ZONE;
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${String(side)} ${String(side)}`}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={pathOf(modules.data, modules.size)} fill="#000" />
    </svg>
  );
}

/** One run of dark modules a sub-path. */
function pathOf(data: Uint8Array, size: number): string {
  let path = '';
  for (let row = 0; row < size; row += 1) {
    let column = 0;
    while (column < size) {
      const start = column;
      while (column < size && data[row * size + column] === 1) column += 1;
      const length = column - start;
      if (length > 0)
        path += `M${String(start + QUIET_ZONE)} ${String(row + QUIET_ZONE)}h${String(length)}v1h-${String(length)}z`;
      else column += 1;
    }
  }
  return path;
}
