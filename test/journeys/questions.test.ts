// Every ready question, as a newcomer would run it: on the person the start command suggests, in process and remote, without an
// error, and at a cost that is counted.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { readQuestions, type Question } from '../../gateway/explorer/questions';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { CanITrustThisViewDocument, ManyAtOnceDocument, WhatHappenedLatelyDocument, WhoOwesUsDocument } from '../../schema/operations.gen';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(60_000);

const ADA = { id: 'hubspot:contact:501', email: 'ada.mensah@copperfield-foods.example.com', phone: '+442079460501' };

let sandbox: Sandbox;
let questions: Question[];

beforeAll(async () => {
  sandbox = await startSandbox({ people: 200, postgres: true, limits: 'off' });
  questions = await readQuestions({ ...ADA, audience: `klaviyo:segment:${sandbox.world.marketing.segments[0]?.id}` });
});
afterAll(() => sandbox.stop());

describe.each(['in process', 'remote'] as const)('the ready questions, %s', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES }, deployment);
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

  it('say what happened lately, newest first', async () => {
    const { data } = await ask(WhatHappenedLatelyDocument, { id: ADA.id });
    const times = data.customer?.timeline?.map(({ at }) => at) ?? [];
    expect(times.length).toBeGreaterThan(5);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('say who owes us, summed per currency from the overdue invoices', async () => {
    const { data } = await ask(WhoOwesUsDocument, { id: ADA.id });
    const billing = data.customer?.billing;
    const overdue = billing?.invoices.nodes ?? [];
    expect(overdue.length).toBeGreaterThan(0);
    expect(overdue.every(({ daysOverdue }) => daysOverdue > 0)).toBe(true);
    const sum = overdue.reduce((total, { balance }) => total + Number(balance.amount), 0);
    expect(Number(billing?.overdueBalance?.[0]?.amount)).toBeCloseTo(sum, 2);
  });

  it('say where each value comes from', async () => {
    const { data } = await ask(CanITrustThisViewDocument, { id: ADA.id });
    const fields = data.customer?.profile?.provenance.map(({ field }) => field) ?? [];
    expect(fields).toEqual(expect.arrayContaining(['name', 'emails', 'phones', 'company']));
    expect(data.customer?.consistency?.score).toBeGreaterThan(0);
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
