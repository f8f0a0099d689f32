// What is looked at before an operation is executed, and what is not where nothing is limited.
import { GraphQLError, parse, type OperationDefinitionNode } from 'graphql';
import { createAdmission, type AdmissionOptions, type Priced } from '../../../gateway/limits/admission';
import type { Rates } from '../../../gateway/limits/rates';

const document = parse('{ a }');
const COST = 7;
const CALLS = 3;

async function admitted({ mostCost = Infinity, mostCalls = Infinity, rates }: Partial<AdmissionOptions>) {
  const done: string[] = [];
  const operation = {};
  const priced: Priced = {
    ...{ id: 'hash ', document, operation: document.definitions[0] as OperationDefinitionNode, variables: {}, payer: 'person ada' },
    compiled() {
      done.push('planned');
      return operation;
    },
    predictCalls: () => {
      done.push('asked');
      return Promise.resolve(CALLS);
    },
  };
  const admission = createAdmission({ mostCost, mostCalls, rates });
  const estimates = {
    costOf: () => {
      done.push('added up');
      return COST;
    },
  };
  const ask = () =>
    admission.admit(priced, estimates).catch((error: unknown) => (error instanceof GraphQLError ? error.extensions['code'] : error));
  return { first: await ask(), again: await ask(), done };
}

it('looks at nothing where nothing is limited', async () => {
  expect(await admitted({})).toEqual({ first: { cost: null, calls: null }, again: { cost: null, calls: null }, done: [] });
});

it('refuses what costs too much before it is planned', async () => {
  const { first, done } = await admitted({ mostCost: COST - 1, mostCalls: 100 });
  expect(first).toBe('COST_ESTIMATED_TOO_EXPENSIVE');
  expect(done).not.toContain('planned');
  expect((await admitted({ mostCost: COST })).first).toEqual({ cost: COST, calls: null });
});

it('refuses what causes too many calls, and asks of each operation once', async () => {
  expect((await admitted({ mostCalls: CALLS - 1 })).first).toBe('CALLS_ESTIMATED_TOO_EXPENSIVE');
  const { first, again, done } = await admitted({ mostCalls: CALLS });
  expect([first, again]).toEqual([
    { cost: COST, calls: CALLS },
    { cost: COST, calls: CALLS },
  ]);
  expect(done.filter((what) => what === 'asked')).toHaveLength(1);
});

it('charges the caller for both', async () => {
  const charged: [string, number][] = [];
  const rates: Rates = { charge: (caller, points) => Promise.resolve(void charged.push([caller, points])), close: () => Promise.resolve() };
  await admitted({ rates });
  expect(charged).toEqual([
    ['person ada', COST + 10 * CALLS],
    ['person ada', COST + 10 * CALLS],
  ]);
});
