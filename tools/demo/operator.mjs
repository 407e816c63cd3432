/** What an operator does, by what can be seen: names of fields, buttons and screens. Used by the demonstration and the end-to-end tests. */

/** @typedef {import('playwright-core').Page} Page */

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

/**
 * @param {Page} page
 * @param {'Início' | 'Clientes' | 'Títulos' | 'Carnês' | 'Callbacks' | 'Contas' | 'Configurações'} screen
 */
export async function openScreen(page, screen) {
  await page.getByRole('navigation', { name: 'Telas' }).getByRole('link', { name: screen }).click();
  await page.getByRole('heading', { level: 1, name: screen }).waitFor();
}

/**
 * Types into the fields with these labels.
 *
 * @param {Page} page
 * @param {Readonly<Record<string, string>>} values by label
 */
export async function fillIn(page, values) {
  for (const [label, value] of Object.entries(values)) await field(page, label).fill(value);
}

/**
 * The input with this label; a star for "required" may follow it.
 *
 * @param {Page | import('playwright-core').Locator} scope
 * @param {string} label
 */
export function field(scope, label) {
  return scope.getByRole('textbox', { name: exactly(label) });
}

/**
 * @param {Page | import('playwright-core').Locator} scope
 * @param {string} name
 */
export function button(scope, name) {
  return scope.getByRole('button', { name, exact: true });
}

/**
 * @param {Page} page
 * @param {'company' | 'practice' | 'sample'} _step
 */
export async function startFirstSteps(page, _step = 'company') {
  await page.getByRole('link', { name: 'Continuar', exact: true }).click();
  await page.getByRole('heading', { name: 'Primeiros passos' }).waitFor();
}

/** @param {Page} page on the first steps, which ask for the company */
export async function enterCompany(page) {
  await fillIn(page, COMPANY);
  await button(page, 'Gravar e continuar').click();
}

/** @param {Page} page on the first steps, with the secrets protected */
export async function makePracticeAccount(page) {
  await button(page, 'Criar conta de prática').click();
  await page.getByText('Nada nesta tela é dinheiro de verdade').waitFor();
}

/** @param {string} text */
function exactly(text) {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}( \\*)?$`, 'u');
}
