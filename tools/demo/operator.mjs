/**
 * What an operator does, by what can be seen: names of screens, fields and buttons. The demonstration and the
 * end-to-end tests share it.
 */

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** Made up; the CNPJ has valid check digits. */
export const COMPANY = {
  'Razão social': 'Provedor Serra Azul Telecom Ltda',
  'Nome fantasia': 'Serra Azul Internet',
  'CNPJ ou CPF': '12345678000195',
  Telefone: '3133334444',
  'E-mail': 'financeiro@serraazul.example.com',
  CEP: '30130010',
  Logradouro: 'Avenida Afonso Pena',
  Número: '1500',
  Bairro: 'Centro',
  Cidade: 'Belo Horizonte',
  UF: 'MG',
};

/** What a slow machine may take for a charge to be registered, or a callback to be settled. */
const GATEWAY_LIMIT_MS = 30_000;

/**
 * @param {Page} page
 * @param {'Início' | 'Clientes' | 'Títulos' | 'Carnês' | 'Callbacks' | 'Simulador' | 'Contas' | 'Configurações'} screen
 */
export async function openScreen(page, screen) {
  await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: screen }).click();
  await heading(page, screen).waitFor();
}

/**
 * The title of the screen.
 *
 * @param {Page} page
 * @param {string | RegExp} name
 */
export function heading(page, name) {
  return page.getByRole('heading', { level: 1, name });
}

/**
 * @param {Page | Locator} scope
 * @param {string} name
 */
export function button(scope, name) {
  return scope.getByRole('button', { name, exact: true });
}

/**
 * Types into the fields with these labels.
 *
 * @param {Page | Locator} scope
 * @param {Readonly<Record<string, string>>} values by label
 */
export async function fillIn(scope, values) {
  for (const [name, value] of Object.entries(values)) {
    await scope.getByRole('textbox', { name, exact: true }).fill(value);
  }
}

/**
 * Types into a field that looks things up, and takes the choice with these words.
 *
 * @param {Page} page
 * @param {{ readonly field: string, readonly typed: string, readonly choice: string | RegExp }} what
 */
export async function choose(page, { field, typed, choice }) {
  await page.getByRole('combobox', { name: field, exact: true }).fill(typed);
  await page.getByRole('option', { name: choice }).click();
}

/**
 * Takes a choice of a field that offers few.
 *
 * @param {Page} page
 * @param {string} field
 * @param {string} choice
 */
export async function pick(page, field, choice) {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
}

/** @param {Page} page on Início, where the first steps are offered */
export async function startFirstSteps(page) {
  await page.getByRole('link', { name: 'Continuar', exact: true }).click();
  await heading(page, 'Primeiros passos').waitFor();
}

/** @param {Page} page on the first steps, which ask for the company */
export async function enterCompany(page) {
  await fillIn(page, COMPANY);
  await button(page, 'Gravar e continuar').click();
}

/** @param {Page} page on the first steps, with the credentials protected */
export async function makePracticeAccount(page) {
  await button(page, 'Criar conta de prática').click();
  await page.getByText('Nada nesta tela é dinheiro de verdade').waitFor();
}

/**
 * Brings in the list that the dialog of the system was told to choose: columns, dry run, and then for good.
 *
 * @param {Page} page
 * @param {{ readonly onMapped?: () => Promise<unknown>, readonly onChecked?: () => Promise<unknown> }} [moments]
 *   while the columns, and while the dry run, are on the screen
 */
export async function importClients(page, { onMapped, onChecked } = {}) {
  await openScreen(page, 'Clientes');
  await page.getByRole('link', { name: 'Importar lista' }).first().click();
  await button(page, 'Escolher arquivo…').click();
  await button(page, 'Conferir').waitFor();
  await onMapped?.();
  await button(page, 'Conferir').click();
  const apply = page.getByRole('button', { name: /^Importar \d/ });
  await apply.waitFor();
  await onChecked?.();
  await apply.click();
  await page.getByRole('heading', { name: 'Importação concluída' }).waitFor();
}

/**
 * Issues a loose título and waits until the gateway has registered it.
 *
 * @param {Page} page
 * @param {{ readonly client: string, readonly description: string, readonly amount: string, readonly due?: string, readonly account?: string }} what
 *   amount as typed: `89,90`; due as `dd/mm/aaaa`, the proposed date where it is missing; account as the field offers
 *   it, the proposed one where it is missing
 * @returns {Promise<string>} its number, eight digits
 */
export async function issueTitulo(page, { client, description, amount, due, account }) {
  await openScreen(page, 'Títulos');
  await page.getByRole('link', { name: 'Novo título' }).first().click();
  await choose(page, { field: 'Cliente', typed: client, choice: new RegExp(`^${client}`, 'u') });
  await fillIn(page, {
    Descrição: description,
    Valor: amount,
    ...(due === undefined ? {} : { Vencimento: due }),
  });
  if (account !== undefined) await pick(page, 'Conta', account);
  await button(page, 'Criar título').click();
  const title = heading(page, /^Título \d{8}/);
  await title.waitFor();
  return /\d{8}/.exec(await title.innerText())?.[0] ?? '';
}

/** @param {Page} page on the título */
export async function waitForRegistration(page) {
  const charge = page.getByRole('region', { name: 'Cobrança no gateway' });
  await charge.getByText('Registrada', { exact: true }).waitFor({ timeout: GATEWAY_LIMIT_MS });
}

/**
 * Has the simulated client pay, and waits until the screen says by itself that the título is paid.
 *
 * @param {Page} page on a registered título of practice
 */
export async function payInPractice(page) {
  await button(page, 'Simular pagamento').click();
  await waitUntilPaid(page);
}

/** @param {Page} page on a título that is about to be paid */
export async function waitUntilPaid(page) {
  await heading(page, /Pago$/).waitFor({ timeout: GATEWAY_LIMIT_MS });
}

/**
 * Makes a carnê and waits until every parcel is registered.
 *
 * @param {Page} page
 * @param {{ readonly client: string, readonly parcels: number, readonly firstDue: string, readonly amount: string }} what
 */
export async function makeCarne(page, { client, parcels, firstDue, amount }) {
  await openScreen(page, 'Carnês');
  await page.getByRole('link', { name: 'Novo carnê' }).first().click();
  await choose(page, { field: 'Cliente', typed: client, choice: new RegExp(`^${client}`, 'u') });
  await fillIn(page, {
    Parcelas: String(parcels),
    'Primeiro vencimento': firstDue,
    'Valor de cada parcela': amount,
  });
  await button(page, `Criar carnê de ${String(parcels)} parcelas`).waitFor();
}

/**
 * @param {Page} page on the form of a carnê
 * @param {number} parcels
 */
export async function saveCarne(page, parcels) {
  await button(page, `Criar carnê de ${String(parcels)} parcelas`).click();
  await heading(page, /^Carnê \d+/).waitFor();
  const facts = page.getByRole('region', { name: 'Resumo' });
  await facts
    .getByRole('definition')
    .getByText(String(parcels), { exact: true })
    .waitFor({ timeout: GATEWAY_LIMIT_MS });
}

/**
 * Confirms the dialog of printing, saves the file where the dialog of the system was told, and clears the panel of jobs.
 *
 * @param {Page} page with the dialog open
 */
export async function printFromDialog(page) {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Imprimir/ })
    .click();
  const jobs = page.getByRole('region', { name: 'Tarefas' });
  await button(jobs, 'Salvar como…').click({ timeout: GATEWAY_LIMIT_MS });
  const dismiss = button(jobs, 'Dispensar: Impressão');
  await dismiss.click();
  await dismiss.waitFor({ state: 'detached' });
}

/**
 * The port of the simulator, as the status line says it.
 *
 * @param {Page} page
 * @returns {Promise<number>}
 */
export async function simulatorPortOf(page) {
  const text = await page.getByText(/^Simulador \(porta \d+\)$/).innerText();
  return Number(/\d+/.exec(text)?.[0]);
}

/**
 * What stands beside a label, with plain blanks.
 *
 * @param {Page | Locator} scope
 * @param {string} label
 * @returns {Promise<string>}
 */
export async function factOf(scope, label) {
  const term = scope.getByRole('term').filter({ hasText: new RegExp(`^${label}$`, 'u') });
  const text = await term.locator('xpath=following-sibling::dd[1]').innerText();
  return text.replace(/\s+/gu, ' ');
}
