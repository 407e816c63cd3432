/** Texts of the company's and of any address' fields. */
export const companyText = {
  legalName: { label: 'Razão social', help: 'Como está no CNPJ. Sai nos boletos e recibos.' },
  tradeName: { label: 'Nome fantasia', help: 'O nome que os clientes conhecem.' },
  taxId: { label: 'CNPJ ou CPF' },
  phone: { label: 'Telefone' },
  email: { label: 'E-mail' },
} as const;

export const addressText = {
  title: 'Endereço',
  street: 'Logradouro',
  number: 'Número',
  complement: 'Complemento',
  district: 'Bairro',
  city: 'Cidade',
  state: 'UF',
  postalCode: 'CEP',
} as const;
