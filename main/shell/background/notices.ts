/** Which notices are due: each once, before it is too late, and never with a name, a number or an amount in it. */
import { addMs, toMs, type Instant } from '../../../domain/instant.ts';
import type { RefusedAccount } from '../../core-views.ts';
import type { GivingUp, Picture } from './picture.ts';
import type { BackgroundSettings, Told } from './settings.ts';

export interface Notice {
  readonly title: string;
  readonly body: string;
}

export interface DueNotices {
  readonly notices: readonly Notice[];
  /** To be kept, so that none of them comes again. */
  readonly told: Told;
}

const MINUTE_MS = 60_000;
/** Credentials that are still refused are told again after so long. */
const REMIND_MS = 24 * 60 * MINUTE_MS;

export function dueNotices(picture: Picture, told: Told, settings: BackgroundSettings): DueNotices {
  const isRedTooLong = isRedLongerThan(picture, settings.redMinutes * MINUTE_MS);
  const isRedNews = isRedTooLong && picture.lightSince !== told.redSince;
  const isLocked = picture.light === 'locked';
  const refused = picture.refused.filter(({ id }) => isRefusedNews(told, id, picture.now));
  const givingUp = picture.givingUp.filter((one) => isGivingUpNews(told, one, picture.now));
  const notices = [
    ...(isRedNews ? [redNotice(settings.redMinutes)] : []),
    ...(picture.reviews > told.reviews ? [reviewNotice(picture.reviews)] : []),
    ...givingUp.map(givingUpNotice),
    ...refused.map(refusedNotice),
    ...(isLocked && !told.isLocked ? [lockedNotice] : []),
  ];
  return {
    notices,
    told: {
      redSince: isRedTooLong ? picture.lightSince : told.redSince,
      reviews: picture.reviews,
      refused: {
        ...told.refused,
        ...Object.fromEntries(refused.map(({ id }) => [String(id), picture.now])),
      },
      givingUp: {
        ...told.givingUp,
        ...Object.fromEntries(givingUp.map(({ id, since }) => [String(id), since])),
      },
      isLocked,
    },
  };
}

function isRedLongerThan({ light, lightSince, now }: Picture, limitMs: number): boolean {
  return light === 'failed' && lightSince !== null && addMs(lightSince, limitMs) <= now;
}

// A row that is tried again is for a moment not refused: what was told is kept, not taken back at once.
function isRefusedNews(told: Told, id: number, now: Instant): boolean {
  const toldAt = told.refused[String(id)];
  return toldAt === undefined || addMs(now, -REMIND_MS) >= toldAt;
}

/** Early enough to do something: the last quarter of the gateway's patience, and half an hour at least. */
function isGivingUpNews(told: Told, { id, since, endsAt }: GivingUp, now: Instant): boolean {
  const warnedMs = Math.max(30 * MINUTE_MS, (toMs(endsAt) - toMs(since)) / 4);
  return told.givingUp[String(id)] !== since && addMs(endsAt, -warnedMs) <= now && now < endsAt;
}

function givingUpNotice({ gatewayLabel }: GivingUp): Notice {
  return {
    title: 'Um gateway está para desistir de avisar',
    body: `${gatewayLabel} não consegue entregar os retornos e logo para de tentar. Abra o Baixa e veja Recepção.`,
  };
}

function redNotice(minutes: number): Notice {
  return {
    title: 'Os retornos não estão chegando',
    body: `O caminho de entrada está fora do ar há mais de ${minutes} minutos. Os gateways repetem os avisos só por algum tempo.`,
  };
}

function reviewNotice(reviews: number): Notice {
  return {
    title: reviews === 1 ? 'Um pagamento espera decisão' : `${reviews} pagamentos esperam decisão`,
    body: 'Abra o Baixa e decida o que fazer com o dinheiro recebido.',
  };
}

function refusedNotice({ gatewayLabel }: RefusedAccount): Notice {
  return {
    title: 'Uma conta está parada',
    body: `${gatewayLabel} recusou as credenciais. Nada é emitido nesta conta até que sejam corrigidas.`,
  };
}

const lockedNotice: Notice = {
  title: 'O Baixa está bloqueado',
  body: 'Abra e digite a senha: até lá os retornos são guardados, mas nada é baixado.',
};
