/** Texts of the import of clients: choose, recognise, check, apply. */
import type { ImportField } from '../../domain/import-fields.ts';
import type { ImportAnalysis, ImportRow } from '../../preload/contract/imports.ts';
import { countOf, formatCount } from './format.ts';

const rows = (count: number): string => countOf(count, 'linha', 'linhas');
const clients = (count: number): string => countOf(count, 'cliente', 'clientes');

export const importsText = {
  title: 'Importar clientes',
  detail: 'Da planilha ao cadastro em quatro passos. Nada é gravado antes do último.',
  steps: {
    label: 'Passos da importação',
    pick: 'Arquivo',
    columns: 'Colunas',
    check: 'Conferência',
    done: 'Resultado',
  },
  pick: {
    title: 'Escolha a lista',
    text: 'Um arquivo CSV, como o Excel e os outros sistemas exportam: separado por ponto e vírgula, vírgula ou tabulação, com ou sem acentos estragados. Até 50 MB e 200.000 linhas.',
    excel: 'Planilha do Excel? Use “Salvar como” e escolha CSV.',
    choose: 'Escolher arquivo…',
    sample: 'Usar a lista de exemplo',
    sampleHint: 'Clientes inventados, para experimentar.',
    reading: 'Lendo o arquivo…',
  },
  columns: {
    title: 'O que é cada coluna',
    file: (name: string, count: number) => `${name}, ${rows(count)}`,
    read: (encoding: string, delimiter: string) =>
      `Texto em ${encoding}, colunas separadas por ${delimiter}.`,
    remembered:
      'Este cabeçalho já foi importado antes: as escolhas daquela vez foram repetidas aqui.',
    header: 'Coluna do arquivo',
    sample: 'Exemplos',
    field: 'No cadastro',
    fieldOf: (header: string) => `O que é a coluna ${header}`,
    ignore: 'Não importar',
    emptySample: 'vazio',
    repeated: (field: string) => `Mais de uma coluna está como “${field}”: escolha uma só.`,
    noName: 'Escolha qual coluna é o nome do cliente.',
    noIdentity:
      'Sem CPF/CNPJ nem código, importar a mesma lista duas vezes cria clientes repetidos.',
    check: 'Conferir',
    back: 'Escolher outro arquivo',
  },
  check: {
    title: 'O que vai acontecer',
    running: 'Conferindo cada linha, sem gravar nada…',
    failed: 'A conferência não terminou.',
    cancelled: 'A conferência foi cancelada.',
    again: 'Conferir de novo',
    back: 'Voltar às colunas',
    list: 'Linhas do arquivo',
    rowLabel: (line: number) => `linha ${formatCount(line)}`,
    filters: 'Mostrar linhas',
    chips: {
      all: 'Todas',
      create: 'Novos',
      update: 'Alterados',
      warning: 'Com aviso',
      refused: 'Recusadas',
    },
    unchanged: (count: number) => `${rows(count)} sem mudança.`,
    nothing: 'Não há nada para importar nesta lista.',
    apply: (create: number, update: number) => {
      const parts = [
        ...(create > 0 ? [countOf(create, 'cliente novo', 'clientes novos')] : []),
        ...(update > 0 ? [countOf(update, 'alterado', 'alterados')] : []),
      ];
      return `Importar ${parts.join(' e ')}`;
    },
    atOnce: 'As linhas boas entram todas de uma vez, ou nenhuma entra.',
    refusedStay: (count: number) =>
      `${rows(count)} ${count === 1 ? 'recusada fica' : 'recusadas ficam'} de fora; dá para salvá-${count === 1 ? 'la' : 'las'} em um arquivo com o motivo, corrigir e importar só ${count === 1 ? 'ela' : 'elas'}.`,
    columns: { line: 'Linha', result: 'Resultado', problems: 'Avisos e problemas' },
    noRows: 'Nenhuma linha aqui',
    noRowsText: 'Escolha outro filtro para ver as outras linhas.',
  },
  results: {
    create: 'Novo',
    update: 'Alterado',
    unchanged: 'Sem mudança',
    refused: 'Recusada',
  } satisfies Readonly<Record<ImportRow['result'], string>>,
  done: {
    title: 'Importação concluída',
    created: (count: number) => `${clients(count)} ${count === 1 ? 'criado' : 'criados'}`,
    updated: (count: number) => `${clients(count)} ${count === 1 ? 'alterado' : 'alterados'}`,
    unchanged: (count: number) => `${rows(count)} sem mudança`,
    refused: (count: number) => `${rows(count)} ${count === 1 ? 'recusada' : 'recusadas'}`,
    clients: 'Ver clientes',
    another: 'Importar outra lista',
    saveRefused: 'Salvar as linhas recusadas…',
    refusedName: (file: string) => `recusadas-${file.replace(/\.[^.]*$/, '')}.csv`,
    saved: 'Arquivo salvo.',
  },
  fields: {
    name: 'Nome',
    taxId: 'CPF/CNPJ',
    externalId: 'Código no outro sistema',
    email: 'E-mail',
    phone: 'Telefone',
    street: 'Logradouro',
    number: 'Número',
    complement: 'Complemento',
    district: 'Bairro',
    city: 'Cidade',
    state: 'UF',
    postalCode: 'CEP',
    dueDay: 'Dia do vencimento',
    plan: 'Plano',
    price: 'Mensalidade',
    login: 'Login',
    isActive: 'Ativo ou não',
    billing: 'Tipo de cobrança',
    notes: 'Observações',
  } satisfies Readonly<Record<ImportField, string>>,
  encodings: {
    'utf-8': 'UTF-8',
    'utf-8-bom': 'UTF-8',
    'windows-1252': 'Windows-1252',
    'utf-8-twice': 'UTF-8 codificado duas vezes (os acentos foram consertados)',
    'utf-16': 'UTF-16',
  } satisfies Readonly<Record<ImportAnalysis['encoding'], string>>,
  delimiters: {
    ';': 'ponto e vírgula',
    ',': 'vírgula',
    '\t': 'tabulação',
    '|': 'barra vertical',
  } satisfies Readonly<Record<ImportAnalysis['delimiter'], string>>,
} as const;

const problems: Readonly<Record<string, (value: string) => string>> = {
  'name-missing': () => 'O nome está vazio.',
  'tax-id-invalid': (value) => `O CPF/CNPJ “${value}” não existe: os dígitos não conferem.`,
  'tax-id-damaged-by-spreadsheet': (value) =>
    `A planilha trocou o CPF/CNPJ por “${value}” e dígitos se perderam. Formate a coluna como texto e digite de novo.`,
  'tax-id-ambiguous': (value) =>
    `Mais de um cliente já tem o CPF/CNPJ ${value}. Informe o código para saber qual deles é.`,
  'id-of-another-client': (value) =>
    `O código ${value} já é de outro cliente, com outro nome e outro CPF/CNPJ. Se a lista vem de outro sistema, deixe a coluna do código de fora.`,
  'repeated-in-file': (value) => `É o mesmo cliente da linha ${value} deste arquivo.`,
  'price-unreadable': (value) => `O valor “${value}” não é um preço.`,
  'due-day-unreadable': (value) => `O vencimento “${value}” não é um dia de 1 a 31.`,
  'text-too-long': (value) => `O texto tem ${value} caracteres, mais do que o campo aceita.`,
  'too-many-columns': (value) => `A linha tem ${value} colunas, mais do que o cabeçalho.`,
  'tax-id-missing': () => 'Sem CPF/CNPJ: o gateway não registra cobranças sem ele.',
  'tax-id-unchecked': (value) =>
    `O CPF/CNPJ “${value}” não confere; entra assim porque a validação está desligada.`,
  'tax-id-restored': (value) =>
    `Os zeros que a planilha tirou do CPF/CNPJ foram repostos: ${value}.`,
  'tax-id-repeated': (value) => `Outro cliente já tem o CPF/CNPJ ${value}.`,
  'email-unreadable': (value) => `O e-mail “${value}” não é um endereço e fica de fora.`,
  'email-first-only': (value) => `Havia mais de um e-mail: vale o primeiro, ${value}.`,
  'phone-unreadable': (value) => `O telefone “${value}” não é válido e fica de fora.`,
  'phone-ninth-digit': (value) => `O nono dígito do celular foi posto: ${value}.`,
  'state-unknown': (value) => `A UF “${value}” não existe e fica de fora.`,
  'postal-code-unreadable': (value) => `O CEP “${value}” não é válido e fica de fora.`,
  'state-postal-code': (value) => `O CEP ${value} não é da UF informada.`,
  'status-unreadable': (value) => `Não dá para saber se “${value}” é ativo: entra como ativo.`,
  'billing-unreadable': (value) => `O tipo de cobrança “${value}” não é título nem carnê.`,
  'price-zero': () => 'A mensalidade é zero: o valor fica em branco.',
  'due-day-missing': () => 'Sem dia de vencimento na lista: fica o dia de costume.',
  'plan-new': (value) => `O plano “${value}” não existe e será criado.`,
  'plan-without-price': (value) => `O plano “${value}” não existe e a lista não diz o preço dele.`,
  'name-changes': (value) => `O código é de ${value}: confira se é a mesma pessoa.`,
  'tax-id-changes': (value) => `O CPF/CNPJ ${value} deste cliente será trocado.`,
  'name-exists': (value) => `Já existe um cliente chamado ${value}.`,
};

/** What is wrong with a cell, in words. */
export function importProblemText(code: string, value: string): string {
  return problems[code]?.(value) ?? `Confira o valor “${value}”.`;
}
