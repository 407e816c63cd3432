/** Texts of Configurações. */
export const settingsText = {
  title: 'Configurações',
  saved: 'Configurações gravadas.',
  company: 'Empresa',
  callbacks: {
    title: 'Recebimento de callbacks',
    detail: 'Por onde os gateways avisam que um cliente pagou.',
    host: {
      label: 'Escutar em',
      help: 'Só este computador basta para o simulador e para túneis. Todas as interfaces é para quem redireciona uma porta no roteador.',
      choices: {
        '127.0.0.1': 'Só este computador (127.0.0.1)',
        '0.0.0.0': 'Todas as interfaces (0.0.0.0)',
      },
    },
    port: { label: 'Porta', help: 'A porta que o roteador ou o túnel entrega. Acima de 1024.' },
    url: {
      label: 'Endereço público',
      none: 'nenhum ainda',
      copy: 'endereço público',
      open: 'Configurar o caminho de entrada',
    },
    wide: 'Com todas as interfaces, qualquer computador da rede alcança a porta. Só o endereço secreto de cada conta responde.',
  },
  checks: {
    title: 'Conferências',
    taxIds: {
      label: 'Validar CPF e CNPJ dos clientes',
      help: 'Ligado: um CPF ou CNPJ com dígito errado não é gravado. Desligado: é gravado com um aviso.',
    },
  },
  security: { title: 'Proteção das credenciais' },
  appearance: {
    title: 'Aparência',
    label: 'Cores',
    choices: { auto: 'Como o sistema', light: 'Claro', dark: 'Escuro' },
  },
  about: {
    title: 'Sobre',
    version: 'Versão',
    runtime: 'Ambiente de execução',
    dataDir: 'Pasta de dados',
    copyDataDir: 'caminho da pasta de dados',
  },
} as const;
