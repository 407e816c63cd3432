/** What the operator reads about the tunnel. */
import { assertNever } from '../../../domain/assert-never.ts';
import { troubleText } from '../trouble-text.ts';
import type { Loss, Refusal, TunnelState } from './state.ts';

/** `next` is empty where there is nothing to do. */
export interface TunnelText {
  readonly happened: string;
  readonly next: string;
}

export function tunnelText(state: TunnelState): TunnelText {
  switch (state.kind) {
    case 'opening':
      return { happened: 'Abrindo o túnel.', next: '' };
    case 'open':
      return {
        happened: `O túnel está aberto em ${state.url}.`,
        next: 'O trecho até o servidor do túnel é legível no caminho: mantenha a consulta ao gateway ligada.',
      };
    case 'wrong-name':
      return {
        happened: `O servidor ofereceu o nome “${state.granted}” em vez de “${state.wanted}”, que está em uso.`,
        next: 'Se o nome era seu, o servidor ainda guarda conexões antigas e o libera em até 15 minutos; o Baixa tenta de novo. Se é de outra pessoa, escolha outro nome e troque a URL nos gateways.',
      };
    case 'refused':
      return refusalText(state);
    case 'lost':
      return lossText(state);
    case 'closed':
      return { happened: 'O túnel está desligado.', next: 'Ligue o túnel para receber os avisos.' };
    default:
      return assertNever(state);
  }
}

function refusalText(refusal: Refusal): TunnelText {
  switch (refusal.reason) {
    case 'name-not-allowed':
      return {
        happened: 'O nome do túnel não serve.',
        next: 'Use de 4 a 63 letras minúsculas sem acento e algarismos; com hífen no meio, de 6 a 63.',
      };
    case 'host-not-allowed':
      return {
        happened: 'O endereço do servidor do túnel não serve.',
        next: 'Informe só o endereço, com https://, por exemplo https://tunel.example.com; http:// vale apenas para este computador.',
      };
    case 'refused-by-server': {
      const words = refusal.serverSays ? ` e disse: “${refusal.serverSays}”` : '';
      return {
        happened: `O servidor do túnel recusou o registro (HTTP ${refusal.status})${words}.`,
        next: 'Confira o nome, o endereço do servidor e a senha do registro; depois tente de novo.',
      };
    }
    case 'server-moved':
      return {
        happened: `O servidor do túnel manda para outro endereço (HTTP ${refusal.status}).`,
        next: 'Confira o endereço do servidor; sem um nome de túnel no domínio certo ele mostra apenas a página inicial.',
      };
    default:
      return assertNever(refusal);
  }
}

function lossText(loss: Loss): TunnelText {
  switch (loss.reason) {
    case 'server-unreachable':
      return {
        happened: `O servidor do túnel não foi alcançado. ${troubleText(loss.trouble)}`,
        next: 'O Baixa tenta de novo sozinho.',
      };
    case 'server-busy':
      return {
        happened: `O servidor do túnel não consegue atender agora (HTTP ${loss.status}).`,
        next: 'O Baixa tenta de novo sozinho. Se durar, use outro servidor ou outra entrada.',
      };
    case 'answer-unreadable':
      return {
        happened: 'O endereço respondeu, mas não como um servidor de túnel.',
        next: 'Confira o endereço e se a rede não pede login (página de acesso); o Baixa tenta de novo sozinho.',
      };
    case 'port-closed':
      return {
        happened: 'A porta do túnel no servidor está fechada.',
        next: 'O Baixa registra o nome de novo sozinho. Se durar, o firewall do servidor bloqueia as portas 32768 a 60999.',
      };
    case 'sockets-dropped':
      return {
        happened: 'O servidor do túnel derruba as conexões novas: ainda conta as antigas.',
        next: 'O Baixa tenta de novo sozinho; o servidor esquece as antigas em cerca de 15 minutos.',
      };
    case 'port-silent':
      return {
        happened: 'A porta do túnel no servidor não responde.',
        next: 'Veja se o firewall desta rede ou do servidor deixa passar as portas 32768 a 60999; o Baixa tenta de novo sozinho.',
      };
    default:
      return assertNever(loss);
  }
}
