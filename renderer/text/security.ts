/** Texts of the protection of credentials. */
export const securityText = {
  passphrase: 'Senha',
  repeat: 'Repita a senha',
  unlock: {
    title: 'Destrancar o Baixa',
    text: 'As credenciais das contas estão protegidas por senha. Callbacks continuam sendo recebidos e guardados enquanto isso.',
    action: 'Destrancar',
  },
  setUp: {
    title: 'Proteger as credenciais',
    text: 'As credenciais dos gateways são guardadas cifradas neste computador.',
    keyring: 'Usar o chaveiro do sistema',
    keyringText: 'O sistema guarda a chave e destranca junto com a sua sessão. Recomendado.',
    passphraseTitle: 'Criar uma senha',
    passphraseText:
      'Este sistema não tem um chaveiro em funcionamento. A senha será pedida sempre que o Baixa abrir; sem ela, será preciso informar as credenciais outra vez.',
    passphraseChoice: 'Prefiro uma senha',
    keyringChoice: 'Prefiro o chaveiro do sistema',
    hint: 'Pelo menos 8 caracteres.',
    action: 'Proteger com esta senha',
    done: {
      keyring: 'Credenciais protegidas pelo chaveiro do sistema.',
      passphrase: 'Credenciais protegidas por senha.',
      keyfile: 'Credenciais protegidas por arquivo de chave.',
    },
  },
} as const;
