/** What every gateway must do through the port, whatever its wire. Runs against the gateway's simulator. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import type { Instant } from '../../domain/instant.ts';
import type {
  ChargeAtGateway,
  ChargeToIssue,
  GroupToIssue,
  IssuedCharge,
  RegisteredGroup,
} from '../../main/gateways/charge.ts';
import type { CallbackToRead, GatewayEvent } from '../../main/gateways/events.ts';
import type {
  AttemptRecord,
  Gateway,
  GatewayDefinition,
  IssueContext,
} from '../../main/gateways/gateway.ts';

/** One account at one gateway with the other side at hand. */
export interface ContractBench {
  readonly definition: GatewayDefinition;
  readonly gateway: Gateway;
  /** The same account with a wrong secret. */
  readonly withWrongSecret: Gateway;
  /** The same account where nobody listens. */
  readonly unreachable: Gateway;
  /** Texts that must never show in a record: the secrets in use and the payers of the charges. */
  readonly planted: readonly string[];
  now(): Instant;
  today(): CivilDate;
  /** A charge that passes `checkOffline`, with a reference of its own and callbacks to `nextCallback`. */
  newCharge(): ChargeToIssue;
  newGroup(parcels: number): GroupToIssue;
  /** What the payer or the operator does at the gateway's own side. */
  readonly there: {
    pay(gatewayId: string): Promise<void>;
    cancel(gatewayId: string): Promise<void>;
  };
  nextCallback(): Promise<CallbackToRead>;
  /** A well-formed callback about something that the gateway does not know. */
  strangeCallback(): CallbackToRead;
  close(): Promise<void>;
}

/** @param open starts the gateway's simulator and opens an account of it */
export function describeGateway(name: string, open: () => Promise<ContractBench>): void {
  describe(`the contract of a gateway, kept by ${name}`, () => {
    let bench: ContractBench;
    const attempts: AttemptRecord[] = [];
    const created: string[] = [];
    const context: IssueContext = {
      record: (attempt) => void attempts.push(attempt),
      created: (id) => void created.push(id),
    };
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(() => bench.close());

    const issueOne = async () => {
      const charge = bench.newCharge();
      const outcome = await bench.gateway.issue(charge, context);
      if (outcome.ending !== 'registered') throw new Error(JSON.stringify(outcome));
      return { charge, issued: outcome.charge, at: atGateway(charge, outcome.charge) };
    };

    it('accepts good credentials', async () => {
      const outcome = await bench.gateway.testCredentials(context);

      expect(outcome).toEqual({ ending: 'done' });
    });

    it('says credentials for a wrong secret', async () => {
      const outcome = await bench.withWrongSecret.testCredentials(context);

      expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
    });

    it('says not sent where nobody listens, and never that there is nothing', async () => {
      const charge = bench.newCharge();

      const issued = await bench.unreachable.issue(charge, context);
      const resolved = await bench.unreachable.resolve({ ...charge, sentAt: bench.now() }, context);
      const fetched = await bench.unreachable.fetchCharge(
        { gatewayId: '1', reference: charge.reference },
        context,
      );

      expect(issued).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
      expect([resolved.found, fetched.found]).toEqual(['unreachable', 'unreachable']);
    });

    it('issues a charge with the amount and date that were asked', async () => {
      const { charge, issued } = await issueOne();

      expect(bench.definition.checkOffline(charge, bench.today())).toEqual([]);
      expect(issued).toMatchObject({ amountCents: charge.amountCents, dueOn: charge.dueOn });
      expect(issued.linha ?? issued.pixPayload ?? issued.links['page']).toBeDefined();
    });

    it('gives the same charge when it is issued again with its id', async () => {
      const { charge, issued } = await issueOne();

      const again = await bench.gateway.issue({ ...charge, gatewayId: issued.gatewayId }, context);

      expect(again).toMatchObject({ ending: 'registered', charge: essence(issued) });
    });

    it('shows an issued charge as registered', async () => {
      const { at, issued } = await issueOne();

      const outcome = await bench.gateway.fetchCharge(at, context);

      expect(outcome).toMatchObject({
        found: 'charge',
        snapshot: { status: 'registered', issued: essence(issued) },
      });
    });

    it('finds a charge by its reference, and nothing for a reference that was never sent', async () => {
      const { charge, issued } = await issueOne();
      const lost = { ...charge, sentAt: bench.now() };

      const found = await bench.gateway.resolve(lost, context);
      const nothing = await bench.gateway.resolve(
        { ...bench.newCharge(), sentAt: bench.now() },
        context,
      );

      // Where a reference cannot be looked for, the same request again finds the charge.
      const mustRepeat =
        bench.definition.resolution === 'repeat-same-request' && found.found === 'nothing';
      const repeated = mustRepeat ? await bench.gateway.issue(charge, context) : found;
      expect(repeated).toMatchObject({
        [mustRepeat ? 'ending' : 'found']: 'registered',
        charge: essence(issued),
      });
      expect(nothing).toEqual({ found: 'nothing' });
    });

    it('cancels a charge, and shows it cancelled', async () => {
      const { at } = await issueOne();

      const outcome = await bench.gateway.cancel(at, context);
      const again = await bench.gateway.cancel(at, context);
      const fetched = await bench.gateway.fetchCharge(at, context);

      expect([outcome, again]).toEqual([{ ending: 'done' }, { ending: 'done' }]);
      expect(fetched).toMatchObject({ snapshot: { status: 'cancelled' } });
    });

    it('sees a cancel that was made at the gateway', async () => {
      const { at } = await issueOne();

      await bench.there.cancel(at.gatewayId);
      const fetched = await bench.gateway.fetchCharge(at, context);

      expect(fetched).toMatchObject({
        snapshot: { status: 'cancelled', events: [{ kind: 'cancelled' }] },
      });
    });

    it('moves the due date where it can', async ({ skip }) => {
      if (!bench.gateway.changeDueDate) return skip('the gateway cannot move a due date');
      const { at, charge } = await issueOne();
      const dueOn = addDays(charge.dueOn, 7);

      const outcome = await bench.gateway.changeDueDate({ charge: at, dueOn }, context);
      const fetched = await bench.gateway.fetchCharge(at, context);

      expect(outcome).toEqual({ ending: 'done' });
      expect(fetched).toMatchObject({ snapshot: { issued: { dueOn } } });
    });

    it('marks a charge as settled where it can, without a payment', async ({ skip }) => {
      if (!bench.gateway.markSettled) return skip('the gateway cannot mark a charge');
      const { at } = await issueOne();

      const outcome = await bench.gateway.markSettled(at, context);
      const fetched = await bench.gateway.fetchCharge(at, context);

      expect(outcome).toEqual({ ending: 'done' });
      expect(fetched).toMatchObject({ snapshot: { status: 'marked' } });
      expect(paymentKeys(fetched.found === 'charge' ? fetched.snapshot.events : [])).toEqual([]);
    });

    it('issues a carnê of three with the dates asked, and cancels one parcel', async ({ skip }) => {
      if (bench.definition.limits.maximumGroupParcels === 0) return skip('no carnê');
      const group = bench.newGroup(3);

      const outcome = await bench.gateway.issueGroup(group, context);
      const issued = outcome.ending === 'registered' ? outcome.group : undefined;
      const parcel = parcelOf(issued, 2, group.reference);
      const cancelled = await bench.gateway.cancel(parcel, context);
      const fetched = await bench.gateway.fetchCharge(parcel, context);

      expect(issued?.parcels.map(({ number, charge }) => [number, charge.dueOn])).toEqual(
        group.parcels.map(({ number, dueOn }) => [number, dueOn]),
      );
      expect(cancelled).toEqual({ ending: 'done' });
      expect(fetched).toMatchObject({ snapshot: { status: 'cancelled' } });
    });

    it('finds a carnê by its reference', async ({ skip }) => {
      if (bench.definition.limits.maximumGroupParcels === 0) return skip('no carnê');
      const group = bench.newGroup(3);
      await bench.gateway.issueGroup(group, context);

      const found = await bench.gateway.resolveGroup({ ...group, sentAt: bench.now() }, context);
      const nothing = await bench.gateway.resolveGroup(
        { ...bench.newGroup(2), sentAt: bench.now() },
        context,
      );

      expect(found).toMatchObject({ found: 'registered', group: { parcels: [{}, {}, {}] } });
      expect(nothing).toEqual({ found: 'nothing' });
    });

    it('tells a payment once, whether a callback, a list or a question brings it', async () => {
      const { at } = await issueOne();
      await bench.there.pay(at.gatewayId);

      const told = await callbackThatPays(bench, at, context);
      const again = await bench.gateway.readCallback(told.callback, context);
      const listed = await listAll(bench, context);
      const fetched = await bench.gateway.fetchCharge(at, context);

      const roads = [
        told.events,
        again.reading === 'events' ? again.events : [],
        listed,
        fetched.found === 'charge' ? fetched.snapshot.events : [],
      ].map((events) =>
        paymentKeys(events.filter(({ target }) => target.gatewayId === at.gatewayId)),
      );
      expect(new Set(roads.flat()).size).toBe(1);
      const inList = bench.definition.hasNoList === true ? 0 : 1;
      expect(roads.map((keys) => keys.length)).toEqual([1, 1, inList, 1]);
      expect(again).toMatchObject({ events: told.events.map(({ eventKey }) => ({ eventKey })) });
    });

    it('lists what was issued, each event under one key', async ({ skip }) => {
      if (bench.definition.hasNoList === true) return skip('the gateway has no list');
      const issued = [await issueOne(), await issueOne(), await issueOne()];

      const events = await listAll(bench, context);

      const listed = new Set(events.map(({ target }) => target.gatewayId));
      expect(issued.filter(({ at }) => !listed.has(at.gatewayId))).toEqual([]);
      const again = await listAll(bench, context);
      expect(new Set(again.map(keyOf))).toEqual(new Set(events.map(keyOf)));
    });

    it('says unknown for a callback about nothing that exists', async () => {
      const reading = await bench.gateway.readCallback(bench.strangeCallback(), context);

      expect(reading.reading).toBe('unknown-token');
    });

    it('says unreadable for a body that is no callback, and unreachable when it cannot ask', async () => {
      const noise = {
        ...bench.strangeCallback(),
        path: '/cb',
        body: new TextEncoder().encode('hello'),
      };

      const unreadable = await bench.gateway.readCallback(noise, context);
      const unreachable = await bench.unreachable.readCallback(bench.strangeCallback(), context);

      expect([unreadable.reading, unreachable.reading]).toEqual(['unreadable', 'unreachable']);
    });

    it('has recorded every call without a secret or a payer', () => {
      const text = JSON.stringify(attempts);

      expect(attempts.length).toBeGreaterThan(0);
      expect(bench.planted.filter((secret) => text.includes(secret))).toEqual([]);
    });
  });
}

function atGateway(charge: ChargeToIssue, issued: IssuedCharge): ChargeAtGateway {
  return { gatewayId: issued.gatewayId, reference: charge.reference };
}

/** What must not differ between two answers about one charge. */
function essence({ gatewayId, linha, amountCents, dueOn }: IssuedCharge) {
  return { gatewayId, amountCents, dueOn, ...(linha !== undefined && { linha }) };
}

function parcelOf(
  group: RegisteredGroup | undefined,
  number: number,
  reference: string,
): ChargeAtGateway {
  const parcel = group?.parcels.find((candidate) => candidate.number === number);
  if (!parcel || group?.groupId === undefined) throw new Error('The carnê was not registered');
  return {
    gatewayId: parcel.charge.gatewayId,
    reference,
    group: { groupId: group.groupId, parcel: number },
  };
}

/** Reads callbacks as they come until one tells of the payment; earlier ones speak of earlier states. */
async function callbackThatPays(
  bench: ContractBench,
  { gatewayId }: ChargeAtGateway,
  context: IssueContext,
): Promise<{ readonly callback: CallbackToRead; readonly events: readonly GatewayEvent[] }> {
  for (;;) {
    const callback = await bench.nextCallback();
    const reading = await bench.gateway.readCallback(callback, context);
    const events = reading.reading === 'events' ? reading.events : [];
    if (events.some(({ target, payment }) => target.gatewayId === gatewayId && payment))
      return { callback, events };
  }
}

async function listAll(
  bench: ContractBench,
  context: IssueContext,
): Promise<readonly GatewayEvent[]> {
  const window = { from: addDays(bench.today(), -1), to: addDays(bench.today(), 1) };
  const events: GatewayEvent[] = [];
  let after: string | undefined;
  do {
    const mark: { after?: string } = after === undefined ? {} : { after };
    const page = await bench.gateway.listChanges({ ...window, ...mark }, context);
    if (page.found === 'unreachable') throw new Error(page.text);
    events.push(...page.events);
    after = page.next;
  } while (after !== undefined);
  return events;
}

/** Distinct keys of the payments among the events. */
function paymentKeys(events: readonly GatewayEvent[]): readonly string[] {
  return [...new Set(events.flatMap(({ payment }) => payment?.paymentKey ?? []))];
}

function keyOf({ eventKey }: GatewayEvent): string {
  return eventKey;
}
