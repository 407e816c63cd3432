/** The encoder of `qrcode` without its canvas: its published types would bring those of Node into the page. */
declare module 'qrcode/lib/core/qrcode.js' {
  interface QrSymbol {
    /** `size` squared modules, row by row; 1 is dark. */
    readonly modules: { readonly size: number; readonly data: Uint8Array };
  }

  /** Throws Error where the text is too long for a QR code. */
  export function create(
    text: string,
    options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' },
  ): QrSymbol;
}
