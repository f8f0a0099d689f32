import { allOf, chunked, findMixed, findWith, type Lookup } from '../../platform/batch-read';
import type { Identifier } from '../../platform/connector';
import { testCall } from '../support/call';
import { by } from '../support/identifiers';

const call = testCall();

describe('a chunked read', () => {
  function reading(keysPerCall: number, read: (keys: readonly string[]) => Promise<ReadonlyMap<string, number | Error>>) {
    const asked: string[][] = [];
    const batch = chunked<number | null>({
      absent: null,
      keysPerCall,
      read: (keys) => {
        asked.push([...keys]);
        return read(keys);
      },
    });
    return { asked, batch };
  }
  const lengths = async (keys: readonly string[]) => new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.length]));

  it('asks each key once and answers every place', async () => {
    const { asked, batch } = reading(2, lengths);
    expect(await batch(['aa', 'b', 'aa', 'none', 'ccc'], call)).toEqual([2, 1, 2, null, 3]);
    expect(asked).toEqual([
      ['aa', 'b'],
      ['none', 'ccc'],
    ]);
  });

  it('asks nothing for nobody', async () => {
    const { asked, batch } = reading(2, lengths);
    expect(await batch([], call)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('loses only the keys of a chunk that failed', async () => {
    const failure = new Error('broken');
    const { batch } = reading(1, async (keys) => (keys.includes('b') ? Promise.reject(failure) : lengths(keys)));
    expect(await batch(['a', 'b'], call)).toEqual([1, failure]);
  });

  it('loses only the key that failed within a chunk', async () => {
    const failure = new Error('broken');
    const { batch } = reading(2, async () => new Map<string, number | Error>([['a', failure]]));
    expect(await batch(['a', 'b'], call)).toEqual([failure, null]);
  });

  it('rejects when nothing could be read', async () => {
    const { batch } = reading(1, async (keys) => Promise.reject(new Error(`broken ${keys.join()}`)));
    await expect(batch(['a', 'b'], call)).rejects.toThrow('broken a');
  });

  it('takes from a chunk only what it was asked for', async () => {
    const { batch } = reading(1, async (keys) =>
      keys[0] === 'a'
        ? new Map([
            ['a', 1],
            ['b', 99],
          ])
        : new Map([['b', 2]]),
    );
    expect(await batch(['b', 'a'], call)).toEqual([2, 1]);
  });

  it('keeps to a number of requests side by side', async () => {
    let running = 0;
    let most = 0;
    const batch = chunked<number>({
      absent: 0,
      keysPerCall: 1,
      atOnce: 2,
      async read(keys) {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return lengths(keys);
      },
    });
    expect(await batch(['a', 'bb', 'ccc', 'dddd', 'e'], call)).toEqual([1, 2, 3, 4, 1]);
    expect(most).toBe(2);
  });
});

describe('find', () => {
  const lookup = (by: Lookup<string>['by'], more: Partial<Lookup<string>> = {}): Lookup<string> => ({
    by,
    keysPerCall: 10,
    caseSensitive: false,
    lagSeconds: null,
    read: async (values) => new Map(values.map((value) => [value, [`${by}/${value}`]])),
    ...more,
  });

  it('sends each identifier its own way, the same value too', async () => {
    const find = findWith([lookup('id'), lookup('email')]);
    const asked = [{ by: 'email', value: 'x' } as const, { by: 'id', value: 'x' } as const];
    expect(await find(asked, call)).toEqual([['email/x'], ['id/x']]);
  });

  it('finds nothing by a way that is not declared', async () => {
    expect(await findWith([lookup('id')])([{ by: 'phone', value: '+1' }], call)).toEqual([[]]);
  });

  it('lets a way cut its values itself', async () => {
    const chunks: number[] = [];
    const read: Lookup<string>['read'] = async (values) => {
      chunks.push(values.length);
      return new Map();
    };
    const split = (values: readonly string[]) => [values.slice(0, 1), values.slice(1)];
    await findWith([lookup('id', { read, split })])(
      ['a', 'b', 'c'].map((value) => ({ by: 'id', value }) as const),
      call,
    );
    expect(chunks).toEqual([1, 2]);
  });
});

describe('a mixed find', () => {
  interface Person {
    id: string;
    email: string;
  }
  const ADA = { id: '1', email: 'x' };
  const BEN = { id: 'x', email: 'b' };

  function finding(read: (identifiers: readonly Identifier[]) => Promise<readonly Person[]>) {
    const asked: string[][] = [];
    const find = findMixed<Person>({
      ways: ['id', 'email'],
      keysPerCall: 2,
      read: (identifiers) => {
        asked.push(identifiers.map(({ by: way, value }) => `${way} ${value}`));
        return read(identifiers);
      },
      heldBy: ({ id, email }) => [by('id', id), by('email', email)],
    });
    return { asked, find };
  }

  it('asks for identifiers of all kinds together, each once', async () => {
    const { asked, find } = finding(async () => [ADA, BEN]);
    expect(await find([by('email', 'x'), by('id', 'x'), by('email', 'x'), by('id', '9')], call)).toEqual([[ADA], [BEN], [ADA], []]);
    expect(asked).toEqual([['email x', 'id x'], ['id 9']]);
  });

  it('finds nothing by a way that is not declared, and asks nothing for nobody', async () => {
    const { asked, find } = finding(async () => [ADA]);
    expect(await find([by('phone', '+1')], call)).toEqual([[]]);
    expect(await find([], call)).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('gives all who hold the same value, in whatever order they come', async () => {
    const eve = { id: '2', email: 'x' };
    const { find } = finding(async () => [BEN, eve, ADA]);
    expect(await find([by('email', 'x'), by('id', '1')], call)).toEqual([[eve, ADA], [ADA]]);
  });

  it('loses only the identifiers of a request that failed, and rejects when all did', async () => {
    const failure = new Error('broken');
    const { find } = finding(async ([first]) => (first?.value === '1' ? [ADA] : Promise.reject(failure)));
    expect(await find([by('id', '1'), by('email', 'x'), by('id', '2')], call)).toEqual([[ADA], [ADA], failure]);
    await expect(find([by('id', '2'), by('id', '3'), by('id', '4')], call)).rejects.toThrow(failure);
  });
});

it('waits for all reads before it rejects', async () => {
  let ended = false;
  const slow = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => void (ended = true));
  await expect(allOf([Promise.reject(new Error('first')), slow])).rejects.toThrow('first');
  expect(ended).toBe(true);
});

describe('a look-up', () => {
  const ada = { id: '1', email: 'ada@example.com' };
  const bob = { id: '2', email: 'bob@example.com' };
  const reads = {
    'one request a way': findWith<typeof ada>([
      {
        ...{ by: 'email', keysPerCall: 9, caseSensitive: false, lagSeconds: null },
        read: () => Promise.resolve(new Map([ada, bob].map((record) => [record.email, [record]]))),
      },
    ]),
    'one request for all ways': findMixed<typeof ada>({
      ...{ ways: ['email'], keysPerCall: 9, read: () => Promise.resolve([ada, bob]) },
      heldBy: ({ email }) => [{ by: 'email', value: email }],
    }),
  };

  it.each(Object.entries(reads))(
    'takes an address in another case for the same, and tells of records that were not asked for (%s)',
    async (_, find) => {
      const unasked: number[] = [];
      const telling = { ...call, unasked: (records: number) => void unasked.push(records) };
      expect(await find([{ by: 'email', value: 'ADA@example.com' }], telling)).toEqual([[ada]]);
      expect(unasked).toEqual([1]);
      expect(
        await find(
          [
            { by: 'email', value: ada.email },
            { by: 'email', value: bob.email },
          ],
          telling,
        ),
      ).toEqual([[ada], [bob]]);
      expect(unasked).toEqual([1]);
      expect(await find([{ by: 'email', value: 'eve@example.com' }], telling)).toEqual([[]]);
      expect(unasked).toEqual([1, 2]);
    },
  );
});
