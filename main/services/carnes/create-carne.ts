import { Failure } from '../../../domain/failure.ts';
import { OPERATOR, todayOf, type Tools } from '../tools.ts';
import { prepareCharge } from '../charges/prepare-charge.ts';
import { refuseImpossible, takeNumber } from '../titulos/create-titulo.ts';
import { planCarne, type CarneOrder, type CarnePlan } from './plan-carne.ts';

/**
 * Makes a carnê: every parcel a título with its own charge, all in one transaction. It goes to the
 * gateway at once, as the gateway's own carnê where that fits, else parcel by parcel.
 * @throws Failure `conflict` when a month is billed already, `due-date-past`, `value-too-low`
 */
export function createCarne(tools: Tools, order: CarneOrder): number {
  const { books } = tools;
  const plan = planCarne(tools, order);
  refuseImpossible(tools, plan.account, { dueOn: order.firstDueOn, faceCents: order.amountCents });
  const clash = plan.parcels.find(({ clashesWith }) => clashesWith !== undefined);
  if (clash !== undefined) {
    throw new Failure('conflict', 'A month of the carnê is billed already', {
      competence: clash.competence,
      tituloNumber: clash.clashesWith ?? 0,
    });
  }
  const carneId = books.transaction(() => write(tools, order, plan));
  tools.notify('carnes', [carneId]);
  tools.notify('titulos', 'all');
  return carneId;
}

function write(tools: Tools, order: CarneOrder, plan: CarnePlan): number {
  const { books, clock } = tools;
  const { account } = plan;
  const contract = books.contracts.ofClient(order.clientId);
  const carneId = books.carnes.insert({
    environment: account.environment,
    clientId: order.clientId,
    contractId: contract?.id ?? null,
    accountId: account.id,
    description: order.description,
    parcels: order.parcels,
    firstDueOn: order.firstDueOn,
    createdAt: clock.now(),
  });
  const groupId = plan.way.way === 'gateway-carne' ? openGroup(tools, plan, carneId) : undefined;
  for (const parcel of plan.parcels) {
    writeParcel(tools, { order, plan, parcel, carneId, groupId, contractId: contract?.id ?? null });
  }
  books.audit.write({
    at: clock.now(),
    actor: OPERATOR,
    action: 'created',
    entity: 'carne',
    entityId: carneId,
    detail: { parcels: order.parcels, way: plan.way.way },
  });
  return carneId;
}

/** Problems of the client's data keep the carnê here: it waits, prepared, without an outbox row. */
function openGroup(tools: Tools, plan: CarnePlan, carneId: number): number {
  const { books, clock } = tools;
  const now = clock.now();
  const groupId = books.chargeGroups.insert({
    environment: plan.account.environment,
    accountId: plan.account.id,
    carneId,
    reference: tools.newReference(),
    createdAt: now,
  });
  if (plan.problems.length === 0) {
    books.outbox.add({
      accountId: plan.account.id,
      subject: { groupId },
      action: 'issue',
      isExplicit: false,
      notBeforeAt: now,
      createdAt: now,
    });
  }
  return groupId;
}

interface ParcelToWrite {
  readonly order: CarneOrder;
  readonly plan: CarnePlan;
  readonly parcel: CarnePlan['parcels'][number];
  readonly carneId: number;
  readonly groupId: number | undefined;
  readonly contractId: number | null;
}

function writeParcel(tools: Tools, about: ParcelToWrite): void {
  const { books, clock } = tools;
  const { order, parcel } = about;
  const { account } = about.plan;
  const id = books.titulos.insert({
    number: takeNumber(tools, account),
    environment: account.environment,
    clientId: order.clientId,
    contractId: about.contractId,
    carneId: about.carneId,
    parcelNo: parcel.number,
    origin: 'carne',
    kind: 'mensalidade',
    description: order.description,
    competence: parcel.competence,
    dueOn: parcel.dueOn,
    effectiveDueOn: parcel.effectiveDueOn,
    faceCents: parcel.amountCents,
    termsId: account.termsId,
    accountId: account.id,
    issuedOn: todayOf(tools),
    createdAt: clock.now(),
  });
  prepareCharge(tools, {
    titulo: books.titulos.getById(id),
    account,
    isExplicit: false,
    sendsNow: true,
    ...(about.groupId === undefined ? {} : { groupId: about.groupId }),
  });
}
