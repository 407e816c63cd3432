/** Roboto Condensed is part of the bundle: paper looks the same on every machine and covers all Latin, Greek and Cyrillic names. */
import boldUrl from '../../resources/fonts/roboto-condensed-bold.ttf?inline';
import regularUrl from '../../resources/fonts/roboto-condensed-regular.ttf?inline';

export const REGULAR_FONT = bytesOf(regularUrl);
export const BOLD_FONT = bytesOf(boldUrl);

/** Height of a digit or capital over the font's size: 3.5 mm high digits need 3.5 mm / 0.711 = 4.92 mm, 13.95 pt. */
export const CAP_HEIGHT = 0.711;

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}
