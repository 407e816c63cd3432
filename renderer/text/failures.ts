/** What the operator reads when something stops: what happened, why, and what to do next. */
import type { FailureCode } from '../../domain/failure.ts';
import type { ProblemCode } from '../../domain/problem.ts';

export interface FailureText {
  readonly title: string;
  readonly why: string;
  readonly next: string;
}

export const failureTexts: Readonly<Record<FailureCode, FailureText>> = {
  'invalid-input': {
    title: 'Os dados não foram aceitos',
    why: 'Algum campo está vazio, longo demais ou fora do formato esperado.',
    next: 'Confira os campos marcados e tente de novo. O que você digitou continua na tela.',
  },
  'not-found': {
    title: 'O registro não existe mais',
    why: 'Ele pode ter sido removido ou alterado em outra janela.',
    next: 'Volte para a lista e procure de novo.',
  },
  conflict: {
    title: 'Já existe um registro igual',
    why: 'O que você quer gravar entra em conflito com algo que já está no banco de dados.',
    next: 'Procure o registro existente ou mude o campo repetido.',
  },
  'not-allowed': {
    title: 'Isto não é permitido aqui',
    why: 'A ação não está disponível neste modo ou para este registro.',
    next: 'Confira a conta, o ambiente e a situação do registro.',
  },
  locked: {
    title: 'Os segredos estão trancados',
    why: 'As credenciais das contas só podem ser lidas depois da senha deste computador.',
    next: 'Destranque o Baixa com a sua senha e repita a ação.',
  },
  'wrong-passphrase': {
    title: 'Senha incorreta',
    why: 'A senha digitada não abre os segredos guardados nesta pasta de dados.',
    next: 'Digite de novo, atento a maiúsculas e ao teclado. Sem a senha será preciso informar as credenciais outra vez.',
  },
  'no-keyring': {
    title: 'Não há onde guardar segredos',
    why: 'Este sistema não tem um chaveiro em funcionamento, e credenciais nunca são gravadas sem proteção.',
    next: 'Em Configurações, crie uma senha para proteger as credenciais.',
  },
  'secret-unreadable': {
    title: 'A credencial não pôde ser lida',
    why: 'Ela foi gravada em outro computador ou o chaveiro do sistema mudou.',
    next: 'Abra a conta e informe a credencial outra vez.',
  },
  'state-not-allowed': {
    title: 'A situação atual não permite esta ação',
    why: 'O título ou a cobrança mudou de situação desde que a tela foi aberta.',
    next: 'Veja a situação atual na lista e escolha a ação adequada.',
  },
  'due-date-past': {
    title: 'O vencimento já passou',
    why: 'O gateway não registra cobrança com vencimento anterior a hoje.',
    next: 'Escolha hoje ou uma data futura.',
  },
  'value-too-low': {
    title: 'Valor abaixo do mínimo',
    why: 'O gateway recusa cobranças abaixo do valor mínimo da conta.',
    next: 'Aumente o valor ou junte esta cobrança com a do próximo mês.',
  },
  'value-too-high': {
    title: 'Valor acima do máximo',
    why: 'O gateway recusa cobranças acima do limite da conta.',
    next: 'Divida o valor em mais parcelas ou peça um limite maior ao gateway.',
  },
  'gateway-credentials': {
    title: 'O gateway recusou as credenciais',
    why: 'O Client ID, o segredo ou o token está errado, foi trocado ou é de outro ambiente.',
    next: 'Abra a conta, confira o ambiente e cole as credenciais de novo. Nada foi enviado.',
  },
  'gateway-refused': {
    title: 'O gateway recusou o pedido',
    why: 'O pedido chegou, mas o gateway não aceitou os dados.',
    next: 'Leia o texto do gateway abaixo, corrija e envie de novo.',
  },
  'gateway-unavailable': {
    title: 'O gateway não respondeu',
    why: 'O serviço está fora do ar ou demorou demais para responder.',
    next: 'Espere: o Baixa tenta de novo e confere antes de reenviar, para nunca cobrar duas vezes.',
  },
  'gateway-rate-limited': {
    title: 'Pedidos demais em pouco tempo',
    why: 'O gateway limita quantos pedidos aceita por minuto ou por dia.',
    next: 'Nada a fazer: o envio continua sozinho assim que o limite for liberado.',
  },
  'gateway-answer-unreadable': {
    title: 'Resposta do gateway incompreensível',
    why: 'O gateway respondeu algo fora do formato do manual, por exemplo uma página de erro.',
    next: 'Confira o título antes de reenviar. Se continuar, fale com o suporte do gateway.',
  },
  'gateway-not-found': {
    title: 'O gateway não conhece esta cobrança',
    why: 'Ela pode ser de outro ambiente ou de outra conta do gateway.',
    next: 'Confira em qual conta e ambiente o título foi enviado.',
  },
  'gateway-capability-missing': {
    title: 'Este gateway não oferece esta ação',
    why: 'O manual do gateway não prevê o pedido que você fez.',
    next: 'Cancele e emita outra cobrança, ou faça a ação no painel do gateway.',
  },
  'no-network': {
    title: 'Sem conexão com a internet',
    why: 'O computador não alcançou o gateway.',
    next: 'Confira a rede. O que estava na fila sai sozinho quando a conexão voltar.',
  },
  'file-unreadable': {
    title: 'O arquivo não pôde ser lido',
    why: 'Ele foi movido, está aberto em outro programa ou você não tem permissão.',
    next: 'Feche o arquivo nos outros programas e escolha de novo.',
  },
  'file-too-large': {
    title: 'Arquivo grande demais',
    why: 'O arquivo passa do tamanho que pode ser lido com segurança.',
    next: 'Divida a lista em arquivos menores e importe um de cada vez.',
  },
  'file-format': {
    title: 'Formato de arquivo não reconhecido',
    why: 'O conteúdo não é uma lista separada por vírgula, ponto e vírgula ou tabulação.',
    next: 'Salve a planilha como CSV e escolha o arquivo novo.',
  },
  'data-folder-in-use': {
    title: 'A pasta de dados já está em uso',
    why: 'Outra janela ou o serviço sem janela está usando os mesmos dados.',
    next: 'Feche o outro programa e abra o Baixa de novo.',
  },
  'data-folder-read-only': {
    title: 'A pasta de dados não aceita gravação',
    why: 'O disco está protegido ou o seu usuário não tem permissão.',
    next: 'Libere a gravação na pasta ou escolha outra.',
  },
  'data-folder-unsuitable': {
    title: 'A pasta de dados não serve',
    why: 'Pastas de rede ou sincronizadas com a nuvem podem corromper o banco de dados.',
    next: 'Use uma pasta no disco deste computador.',
  },
  'database-newer': {
    title: 'Os dados são de uma versão mais nova',
    why: 'Esta pasta foi aberta por um Baixa mais recente que este.',
    next: 'Instale a versão mais recente para continuar.',
  },
  'database-damaged': {
    title: 'O banco de dados está danificado',
    why: 'O arquivo não passou na verificação, talvez por queda de energia ou defeito no disco.',
    next: 'Não grave mais nada. Restaure a cópia de segurança mais recente.',
  },
  'disk-full': {
    title: 'O disco está cheio',
    why: 'Não há espaço para gravar.',
    next: 'Libere espaço e repita a ação. Callbacks recusados por falta de espaço serão repetidos pelo gateway.',
  },
  'port-taken': {
    title: 'A porta já está em uso',
    why: 'Outro programa deste computador está escutando na mesma porta.',
    next: 'Em Configurações, escolha outra porta para os callbacks.',
  },
  'port-not-permitted': {
    title: 'A porta não pode ser usada',
    why: 'O sistema não deixa programas comuns abrirem esta porta.',
    next: 'Em Configurações, escolha uma porta acima de 1024 e, no roteador, redirecione a 80 ou a 443 para ela.',
  },
  'job-cancelled': {
    title: 'Tarefa cancelada',
    why: 'A tarefa foi interrompida a seu pedido.',
    next: 'O que já foi feito continua valendo; o resto pode ser feito de novo quando quiser.',
  },
  unexpected: {
    title: 'Erro inesperado',
    why: 'O Baixa encontrou uma situação que não previa. Os dados gravados não foram perdidos.',
    next: 'Tente de novo. Se continuar, guarde o registro do dia e fale com o suporte.',
  },
};

/** Why a gateway would refuse a título, by code. */
export const problemTexts: Readonly<Record<ProblemCode, string>> = {
  'due-date-past': 'O vencimento já passou: escolha hoje ou uma data futura.',
  'due-date-too-far': 'O vencimento está longe demais para este gateway.',
  'value-too-low': 'O valor está abaixo do mínimo do gateway.',
  'value-too-high': 'O valor está acima do máximo do gateway.',
  'name-one-word': 'O gateway pede nome e sobrenome do cliente.',
  'name-missing': 'Falta o nome do cliente.',
  'tax-id-missing': 'Falta o CPF ou CNPJ do cliente.',
  'tax-id-invalid': 'O CPF ou CNPJ do cliente não é válido.',
  'phone-invalid': 'O telefone do cliente não é válido: use DDD e número.',
  'email-invalid': 'O e-mail do cliente não é válido.',
  'address-incomplete': 'O endereço do cliente está incompleto.',
  'state-unknown': 'A UF do endereço não existe.',
  'message-too-long': 'A mensagem do boleto tem mais linhas ou letras do que o gateway aceita.',
  'discount-too-high': 'O desconto é maior do que o gateway aceita.',
  'fine-too-high': 'A multa é maior do que o gateway aceita.',
  'interest-too-high': 'Os juros são maiores do que o gateway aceita.',
};
