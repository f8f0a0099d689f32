// The oracle finds what it is for: each of these bugs, in a few hundred operations.
import type { Authoriser } from '../../../../gateway/authorisation/authoriser';
import type { Policy } from '../../../../gateway/authorisation/policy';
import { runOracle, type Plant, type Report } from './run';

const N = 600;
const SEED = 1;

/** The authoriser with what it withholds changed. */
function withholding(
  change: (given: NonNullable<ReturnType<Authoriser['withheldFrom']>>) => ReturnType<Authoriser['withheldFrom']>,
): Plant {
  return {
    authorises: (real) => ({
      ...real,
      withheldFrom(caller, operation) {
        const given = real.withheldFrom(caller, operation);
        return given === undefined ? undefined : change(given);
      },
    }),
  };
}

const PLANTS: Record<string, Plant> = {
  'whatever is withheld, one is compiled for all': withholding((given) => ({ ...given, id: 'one' })),
  'what is withheld is fetched': withholding((given) => ({
    ...given,
    from: (document) => {
      const { asked, fields } = given.from(document);
      return { asked, left: asked, fields };
    },
  })),
  'what is withheld is left out of the answer': withholding((given) => ({
    ...given,
    from: (document) => {
      const { left } = given.from(document);
      return { asked: left, left, fields: new Set() };
    },
  })),
  'nothing is withheld from who is signed in': {
    authorises: (real) => ({
      ...real,
      withheldFrom: (caller, operation) => (caller.kind === 'anonymous' ? real.withheldFrom(caller, operation) : undefined),
    }),
  },
};

test.each(Object.keys(PLANTS))(
  'it finds that %s',
  async (name) => {
    const plant = PLANTS[name];
    const { found } = await runOracle({ n: N, seed: SEED, ...(plant === undefined ? {} : { plant }) });
    expect(found).not.toEqual([]);
  },
  120_000,
);

/** The oracle over a policy that is changed. */
async function withPolicy(change: (policy: Policy) => Policy): Promise<Report> {
  jest.resetModules();
  const path = '../../../../gateway/authorisation/policy';
  jest.doMock(path, () => {
    const real: { policyOf(...given: unknown[]): Policy } = jest.requireActual(path);
    return { ...real, policyOf: (...given: unknown[]) => change(real.policyOf(...given)) };
  });
  const replacing: { runOracle: typeof runOracle } = jest.requireActual('./run');
  try {
    return await replacing.runOracle({ n: N, seed: SEED });
  } finally {
    jest.dontMock(path);
  }
}

test.each<[name: string, change: (policy: Policy) => Policy]>([
  ['interfaces are asked for nothing', (policy) => ({ ...policy, ofInterface: () => [] })],
  [
    'only the first requirement of a field counts',
    (policy) => ({
      ...policy,
      field(type, name) {
        const field = policy.field(type, name);
        return field === undefined ? undefined : { ...field, needs: field.needs.slice(0, 1) };
      },
    }),
  ],
])(
  'it finds that %s',
  async (_, change) => {
    expect((await withPolicy(change)).found).not.toEqual([]);
  },
  120_000,
);
