/** Made-up people with valid check digits. */
export const KEY = 'pix@provedor.example';

export const txidOf = (n: number): string => `BAIXA0${String(n).padStart(20, '0')}`;

export const person = { cpf: '52998224725', nome: 'MARIA DE TESTE' } as const;

export const company = { cnpj: '11444777000161', nome: 'PADARIA DE TESTE LTDA' } as const;

export const cob = {
  calendario: { expiracao: 3600 },
  devedor: person,
  valor: { original: '99.90' },
  chave: KEY,
  solicitacaoPagador: 'Fatura 123',
  infoAdicionais: [{ nome: 'Fatura', valor: '123' }],
} as const;

/** Due on a Thursday; the test clock stands at 2026-11-21. */
export const cobv = {
  calendario: { dataDeVencimento: '2026-12-10', validadeAposVencimento: 60 },
  devedor: {
    ...person,
    email: 'maria@example.com',
    logradouro: 'Rua de Teste, 1',
    cidade: 'OURO PRETO',
    uf: 'MG',
    cep: '35400000',
  },
  valor: {
    original: '99.90',
    multa: { modalidade: 2, valorPerc: '2.00' },
    juros: { modalidade: 3, valorPerc: '1.00' },
    abatimento: { modalidade: 1, valorPerc: '5.00' },
    desconto: {
      modalidade: 1,
      descontoDataFixa: [{ data: '2026-12-04', valorPerc: '10.00' }],
    },
  },
  chave: KEY,
  solicitacaoPagador: 'Mensalidade de dezembro',
} as const;
