// Every ready question, as a newcomer would run it: on the person the start command suggests, in process and remote, without an
// error, and at a cost that is counted.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { readQuestions, type Question } from '../../gateway/explorer/questions';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { organisationToTry } from '../../sandbox/world/organisation-to-try';
import {
  AreTheyAtRiskDocument,
  CanITrustThisViewDocument,
  ManyAtOnceDocument,
  MayWeContactThemDocument,
  MyListForTodayDocument,
  WhatDoWeHoldOnThemDocument,
  WhatHappenedLatelyDocument,
  WhereIsMyOrderDocument,
  WhoIsCallingDocument,
  WhoOwesUsDocument,
  WorthAndOwnerDocument,
} from '../../schema/operations.gen';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(60_000);

const ADA = { id: 'hubspot:contact:501', email: 'ada.mensah@copperfield-foods.example.com', phone: '+442079460501' };

let sandbox: Sandbox;
let questions: Question[];

beforeAll(async () => {
  sandbox = await startSandbox({ people: 200, postgres: true, limits: 'off' });
  questions = await readQuestions({
    ...ADA,
    audience: `klaviyo:segment:${sandbox.world.marketing.segments[0]?.id}`,
    organization: organisationToTry(sandbox.world) ?? undefined,
  });
});
afterAll(() => sandbox.stop());

describe.each(['in process', 'remote'] as const)('the ready questions, %s', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off' }, deployment);
  });
  afterAll(() => graph.close());

  const ask = <Data, Variables extends Record<string, unknown>>(document: TypedDocumentNode<Data, Variables>, variables: Variables) =>
    graph.ask<Data>(print(document), variables);

  it('are all answered, with data and without an error', async () => {
    expect(questions.length).toBeGreaterThanOrEqual(10);
    for (const { name, query, variables } of questions) {
      const { data, errors } = await graph.ask<Record<string, unknown>>(query, variables);
      expect({ name, errors }).toEqual({ name, errors: undefined });
      expect(Object.values(data)).not.toContain(null);
    }
  });

  it('1: say who is calling', async () => {
    const { data } = await ask(WhoIsCallingDocument, { phone: '+44 20 7946 0501' });
    expect(data.customer).toMatchObject({
      ...{ id: ADA.id, displayName: 'Ada Mensah', identity: { status: 'LINKED', candidates: [] } },
      ...{ crm: { owner: { name: 'Mara Weiss' }, company: { name: 'Copperfield Foods Ltd' } }, support: { openTickets: 2 } },
    });
    expect(data.customer?.billing?.overdueBalance).toMatchObject([{ currency: 'GBP' }]);
  });

  it('2: say whether they are at risk, each sign with what shows it', async () => {
    const { data } = await ask(AreTheyAtRiskDocument, { id: ADA.id });
    const signals = data.customer?.signals ?? [];
    const expected = [
      'TICKETS_OPEN',
      'SLA_BREACHED',
      'INVOICE_OVERDUE',
      'SUBSCRIPTION_CANCELLING',
      'UNSUBSCRIBED',
      'LOW_RATING',
      'AT_RISK',
    ];
    expect(signals.map(({ code }) => code)).toEqual(expect.arrayContaining(expected));
    for (const { code, evidence, degraded } of signals)
      expect({ code, degraded, shown: evidence.length > 0 }).toEqual({ code, degraded: false, shown: true });
    const sources = new Set(signals.find(({ code }) => code === 'AT_RISK')?.evidence.map(({ id }) => id.split(':')[0]));
    expect(sources).toEqual(new Set(['zendesk', 'sql', 'stripe', 'klaviyo']));
    expect(data.customer?.billing?.subscriptions.some(({ endsAt }) => endsAt !== null)).toBe(true);
    expect(data.customer?.marketing).toMatchObject({ emailBouncing: false, lastEngagedAt: expect.any(String) });
  });

  it('4: say what they are worth and who owns them, in every system of staff', async () => {
    const { data } = await ask(WorthAndOwnerDocument, { id: ADA.id });
    expect(data.customer).toMatchObject({
      crm: { owner: { name: 'Mara Weiss' }, opportunities: { totalCount: 2 } },
      sales: { orderCount: 2, lifetimeValue: [{ currency: 'EUR' }], salesPerson: { email: expect.stringContaining('@') } },
      billing: { monthlyRecurring: [{ currency: 'GBP' }] },
    });
    const invoiced = Number(data.customer?.billing?.invoicedTotal?.[0]?.amount);
    expect(invoiced).toBeGreaterThan(Number(data.customer?.billing?.balance?.[0]?.amount));
  });

  it('5: say where an order is', async () => {
    const { data } = await ask(WhereIsMyOrderDocument, { email: ADA.email });
    const [newest, older] = data.customer?.sales?.orders.nodes ?? [];
    expect(newest).toMatchObject({ status: 'PROBLEM', shipments: [{ carrier: 'DPD', deliveredAt: null }, {}], returns: [] });
    expect(newest?.items.length).toBeGreaterThan(0);
    expect(older).toMatchObject({ status: 'DELIVERED', returns: [{ status: 'CLOSED' }] });
    expect(data.customer?.support?.tickets.nodes).toHaveLength(2);
  });

  it('6: say that they may not be contacted, because of one of two profiles, read live', async () => {
    for (let time = 0; time < 2; time += 1) {
      sandbox.klaviyo.resetCalls();
      const { data } = await ask(MayWeContactThemDocument, { id: ADA.id });
      const email = data.customer?.profile?.permissions.find(({ channel }) => channel === 'EMAIL');
      expect(email).toMatchObject({ purpose: 'marketing', status: 'REVOKED', conflict: true, complete: true, grantedFor: [] });
      expect(email?.consents.map(({ status, record }) => `${status} ${record.id.split(':')[0]}`).sort()).toEqual([
        ...['GRANTED klaviyo', 'GRANTED shopify', 'REVOKED klaviyo'],
      ]);
      expect(data.customer?.marketing?.consents.length).toBeGreaterThan(2);
      expect(sandbox.klaviyo.calls().length).toBeGreaterThan(0);
    }
  });

  it('9: say what is held on them, in every system, as it is held', async () => {
    const { data } = await ask(WhatDoWeHoldOnThemDocument, { email: ADA.email });
    const { customer } = data;
    const records = [customer?.crm, customer?.sales, customer?.billing, customer?.marketing, customer?.support].flatMap(
      (view) => view?.records ?? [],
    );
    expect(records.map(({ ref }) => ref.id).sort()).toEqual(customer?.records?.map(({ id }) => id).sort());
    expect(records).toHaveLength(8);
    for (const { raw } of records) expect(Object.keys(raw as object).length).toBeGreaterThan(3);
  });

  it('10: list who is to be called today, the longest overdue first', async () => {
    const { data } = await ask(MyListForTodayDocument, { minDays: 14, first: 20 });
    const edges = data.overdueCustomers?.edges ?? [];
    expect(edges.length).toBeGreaterThan(3);
    expect(data.overdueCustomers?.missing).toEqual([]);
    const latest = new Date(Date.now() - 14 * 86_400_000).toISOString();
    for (const { items, node } of edges) {
      expect(items.length).toBeGreaterThan(0);
      expect(items.every(({ at, amount }) => (at ?? '') <= latest && Number(amount?.amount) > 0)).toBe(true);
      expect(Number(node?.billing?.overdueBalance?.[0]?.amount)).toBeGreaterThan(0);
    }
  });

  it('3: say what happened lately, newest first, in every system', async () => {
    const { data } = await ask(WhatHappenedLatelyDocument, { id: ADA.id });
    const times = data.customer?.timeline?.map(({ at }) => at) ?? [];
    expect(times.length).toBeGreaterThan(5);
    expect(new Set(data.customer?.timeline?.map(({ domain }) => domain)).size).toBe(5);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('7: say who owes us, summed per currency from the overdue invoices', async () => {
    const { data } = await ask(WhoOwesUsDocument, { id: ADA.id });
    const billing = data.customer?.billing;
    const overdue = billing?.invoices.nodes ?? [];
    expect(overdue.length).toBeGreaterThan(0);
    expect(overdue.every(({ daysOverdue }) => daysOverdue > 0)).toBe(true);
    const sum = overdue.reduce((total, { balance }) => total + Number(balance.amount), 0);
    expect(Number(billing?.overdueBalance?.[0]?.amount)).toBeCloseTo(sum, 2);
  });

  it('8: say where each value comes from', async () => {
    const { data } = await ask(CanITrustThisViewDocument, { id: ADA.id });
    const fields = data.customer?.profile?.provenance.map(({ field }) => field) ?? [];
    expect(fields).toEqual(expect.arrayContaining(['name', 'emails', 'phones', 'company']));
    expect(data.customer?.consistency?.score).toBeGreaterThan(0);
  });

  it('call nobody whom they do not need', async () => {
    const vendors = {
      hubspot: sandbox.hubspot,
      shopify: sandbox.shopify,
      stripe: sandbox.stripe,
      klaviyo: sandbox.klaviyo,
      zendesk: sandbox.zendesk,
    };
    const calledBy = async (name: string): Promise<string[]> => {
      Object.values(vendors).forEach((vendor) => vendor.resetCalls());
      const question = questions.find((one) => one.name === name);
      await graph.ask(question?.query ?? '', question?.variables ?? {});
      return Object.entries(vendors).flatMap(([vendor, { calls }]) => (calls().length > 0 ? [vendor] : []));
    };
    expect(await calledBy('WhoOwesUs')).toEqual(['hubspot', 'stripe']);
    expect(await calledBy('WhereIsMyOrder')).toEqual(['hubspot', 'shopify', 'zendesk']);
    expect(await calledBy('WhichSegmentsAreThere')).toEqual(['klaviyo']);
    expect(await calledBy('WhichSystemsAreConnected')).toEqual([]);
  });

  it('cost the same for a list of one and of many', async () => {
    const emails = sandbox.world.crm.contacts.flatMap(({ email, archived }) => (email === null || archived ? [] : [email]));
    const countFor = async (list: string[]): Promise<number> => {
      sandbox.hubspot.resetCalls();
      const { data } = await ask(ManyAtOnceDocument, { emails: list });
      expect(data.customers).toHaveLength(list.length);
      return sandbox.hubspot.calls().length;
    };
    const one = await countFor(emails.slice(10, 11));
    const many = await countFor(emails.slice(11, 61));
    // Owners of several are read as one list; every other question is one call whatever their number.
    expect(many).toBeLessThanOrEqual(one + 2);
  });
});

it('lets clients keep an answer from our cache for the time that is left of it', async () => {
  const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full' }, 'in process');
  try {
    const maxAge = async (): Promise<number> => {
      const { headers } = await graph.ask('query ($id: ID!) { customer(id: $id) { displayName crm { lifecycleStage } } }', { id: ADA.id });
      return Number(/max-age=(\d+)/.exec(headers.get('cache-control') ?? '')?.[1]);
    };
    expect(await maxAge()).toBe(30);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await maxAge()).toBeLessThanOrEqual(28);
  } finally {
    await graph.close();
  }
});
