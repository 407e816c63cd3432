/** Bodies that the API takes; people are made up, check digits are valid. */

export const customer = {
  name: 'Maria da Silva',
  cpf: '52998224725',
  phone_number: '31987654321',
  address: {
    street: 'Rua das Flores',
    number: '10',
    neighborhood: 'Centro',
    zipcode: '35400000',
    city: 'Ouro Preto',
    complement: null,
    state: 'MG',
  },
};

export const company = {
  phone_number: '31987654322',
  juridical_person: { corporate_name: 'Padaria Exemplo LTDA', cnpj: '11444777000161' },
};

export const items = [{ name: 'Internet 300M 12/2026', value: 9990, amount: 1 }];

export const billet = {
  customer,
  expire_at: '2026-12-10',
  configurations: { days_to_write_off: 60, fine: 200, interest: 33 },
  message: 'Primeira linha\nSegunda linha',
};

export const charge = (notificationUrl?: string, customId = 'TIT-000123') => ({
  items,
  metadata: {
    custom_id: customId,
    ...(notificationUrl === undefined ? {} : { notification_url: notificationUrl }),
  },
});

export const oneStep = (notificationUrl?: string, change: object = {}) => ({
  ...charge(notificationUrl),
  payment: { banking_billet: { ...billet, ...change } },
});

export const carnet = (notificationUrl?: string, change: object = {}) => ({
  items,
  customer,
  expire_at: '2026-12-10',
  repeats: 3,
  configurations: { fine: 200, interest: 33 },
  metadata: {
    custom_id: 'CONTRATO-77',
    ...(notificationUrl === undefined ? {} : { notification_url: notificationUrl }),
  },
  ...change,
});
