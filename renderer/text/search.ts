/** Texts of the palette. */
export const searchText = {
  title: 'Busca e comandos',
  placeholder: 'Nome, CPF/CNPJ, título, código de barras, tela ou comando',
  results: 'Resultados',
  nothing: 'Nada encontrado. Confira o número ou tente parte do nome.',
  screen: 'Tela',
  command: 'Comando',
} as const;
