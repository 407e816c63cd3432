/** A carnê of a year: issued in one call, printed three to a sheet, one parcel paid. */
import path from 'node:path';
import { answerDialogs } from './app.mjs';
import { barcodeOfLinha, readPrintedCodes } from './codes.mjs';
import {
  button,
  heading,
  makeCarne,
  openScreen,
  payInPractice,
  printFromDialog,
  saveCarne,
  simulatorPortOf,
} from './operator.mjs';
import { simulatorAt } from './simulator.mjs';
import { check, checkSame } from './steps.mjs';

const CLIENT = 'Francisca Lima Leão';
const PARCELS = 12;
const DUE_DAY = '15';

/**
 * @param {import('./journey.mjs').Stage} stage
 * @returns {readonly import('./steps.mjs').Step[]}
 */
export function carneSteps({ app, page, pictures, dir }) {
  const parcels = async () => {
    const charges = await simulatorAt(await simulatorPortOf(page)).charges();
    return charges.filter(({ groupId }) => groupId !== null);
  };
  return [
    {
      name: 'A carnê of twelve parcels is issued in one call',
      run: async () => {
        await makeCarne(page, {
          client: CLIENT,
          parcels: PARCELS,
          firstDue: nextMonth(DUE_DAY),
          amount: '99,90',
        });
        await pictures.take('carne-previa');
        await saveCarne(page, PARCELS);
        const groups = new Set((await parcels()).map(({ groupId }) => groupId));
        check((await parcels()).length === PARCELS, 'The gateway does not hold every parcel');
        check(groups.size === 1, `The gateway holds ${String(groups.size)} carnês`);
        await pictures.take('carne');
        return undefined;
      },
    },
    {
      name: 'The carnê is printed; zbar reads every bar code and QR back',
      run: async () => {
        const file = path.join(dir, 'carne.pdf');
        await answerDialogs(app, { saveAs: file });
        await button(page, 'Imprimir carnê').click();
        await pictures.take('imprimir-carne');
        await printFromDialog(page);
        const printed = await readPrintedCodes(file);
        const issued = await parcels();
        checkSame(
          'bar codes',
          printed.barcodes,
          issued.map(({ linha }) => barcodeOfLinha(linha ?? '')),
        );
        checkSame(
          'QR codes',
          printed.qrCodes,
          issued.map(({ pixPayload }) => pixPayload ?? ''),
        );
        return `${String(printed.pages)} pages, ${String(printed.barcodes.length)} bar codes, ${String(printed.qrCodes.length)} QR codes`;
      },
    },
    {
      name: 'One parcel is paid and settles alone',
      run: async () => {
        const rows = page.getByRole('grid').getByRole('link', { name: /^\d{8}$/ });
        await rows.nth(2).click();
        await payInPractice(page);
        await openScreen(page, 'Carnês');
        await page.getByText(`1 de ${String(PARCELS)}`).waitFor();
        await pictures.take('carnes');
        return `1 of ${String(PARCELS)}`;
      },
    },
    {
      name: 'The page of the client tells all of it',
      run: async () => {
        await page.getByRole('link', { name: CLIENT }).click();
        await heading(page, CLIENT).waitFor();
        await page.getByText('03 Títulos recebidos').waitFor();
        await page.getByText(`1 de ${String(PARCELS)} pagas`).waitFor();
        await pictures.take('cliente');
        return undefined;
      },
    },
  ];
}

/**
 * A day of the next month as `dd/mm/aaaa`.
 *
 * @param {string} day two digits
 */
function nextMonth(day) {
  const now = new Date();
  const month = new Date(now.getFullYear(), now.getMonth() + 1, 1);
  return `${day}/${String(month.getMonth() + 1).padStart(2, '0')}/${String(month.getFullYear())}`;
}
