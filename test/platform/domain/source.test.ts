import { createVendorGuards } from '../../../platform/http/guards';
import { z } from 'zod';
import { readsBySource } from '../../../platform/domain/reads';
import { startSources, type SourceDeps } from '../../../platform/domain/source';
import { defineConnector } from '../../../platform/connector';
import { createEnvReader } from '../../../platform/env';
import { ConfigError, UpstreamError } from '../../../platform/errors';
import { silentLog } from '../../../platform/log';
import { anAsker } from '../../support/asker';
import type { PersonRecord } from '../../../platform/record';
import { createSourceRegistry, type AnnouncedSource } from '../../../platform/subgraph/source-registry';
import { person } from '../identity/people';
import { fakeConnector, memoryCache, type FakeConnector } from '../loader/fake-source';
import { searchOnly } from './fake-domain';

const ADA = person('acme:contact:1', { email: 'ada@example.com' });

/** What the connectors were told to ask for, and how they answer which fields there are. */
const asked: (readonly string[])[] = [];
let fields: FakeConnector['fields'] | undefined;
beforeEach(() => {
  asked.length = 0;
  fields = () => Promise.resolve(['email', 'user_fields.tier', 'user_fields.seats', 'metadata']);
});

const acme = defineConnector<FakeConnector>()({
  vendor: 'acme',
  settings: z.object({ TOKEN: z.string() }),
  connect: ({ settings, customPaths }) => {
    if (settings.TOKEN === 'bad') throw new ConfigError(['ACME_TOKEN: is refused']);
    asked.push(customPaths ?? []);
    return {
      ...fakeConnector([]),
      search: async () => ({ records: [{ record: ADA, items: [] }], complete: true }),
      ...(fields === undefined ? {} : { fields }),
    };
  },
});

async function start(values: Record<string, string>, domains: readonly string[] = ['crm']) {
  const warnings: unknown[] = [];
  const env = createEnvReader(values);
  const added: AnnouncedSource[] = [];
  const registry = createSourceRegistry((fault) => env.fault(fault));
  const deps: SourceDeps<FakeConnector, PersonRecord> = {
    listOf: searchOnly,
    ...{
      cache: memoryCache(),
      guards: createVendorGuards({ tenant: 'test', processes: 1, budgets: true, breakers: true }),
      log: { ...silentLog, warn: (...told: unknown[]) => void warnings.push(told) },
      windowMs: 0,
      phoneRegion: undefined,
      recordTtlSeconds: 30,
    },
    registry: { ...registry, add: (source) => (added.push(source), registry.add(source)) },
  };
  const sources = (await Promise.all(domains.map((domain) => startSources(domain, [acme], env, deps)))).flat();
  return { sources, added, warnings, check: () => env.check() };
}

describe('the sources of a domain', () => {
  it('are none where none is named', async () => {
    expect((await start({})).sources).toEqual([]);
    expect((await start({ CRM_SOURCES: ' , ' })).sources).toEqual([]);
  });

  it('may be one vendor twice, each with its own settings', async () => {
    const { sources, added, check } = await start({
      ...{ CRM_SOURCES: 'acme, acme-west = acme', ACME_TOKEN: 'a', ACME_WEST_TOKEN: 'b', ACME_WEST_CACHE_MODE: 'off' },
    });
    check();
    expect(sources.map(({ name, vendor }) => [name, vendor])).toEqual([
      ['acme', 'acme'],
      ['acme-west', 'acme'],
    ]);
    expect(added).toEqual([
      { name: 'acme', vendor: 'acme', domain: 'crm', cacheMode: undefined },
      { name: 'acme-west', vendor: 'acme', domain: 'crm', cacheMode: 'off' },
    ]);
  });

  it.each([
    ['an unknown vendor', { CRM_SOURCES: 'nobody' }, 'CRM_SOURCES: lists a source it cannot have; known vendors are acme'],
    ['a name that ids cannot begin with', { CRM_SOURCES: 'a:b=acme' }, 'CRM_SOURCES: lists a source it cannot have'],
    ['no vendor', { CRM_SOURCES: 'west=' }, 'CRM_SOURCES: lists a source it cannot have'],
    ['a missing setting', { CRM_SOURCES: 'acme' }, 'ACME_TOKEN: is required'],
    ['a wrong limit', { CRM_SOURCES: 'acme', ACME_TOKEN: 'a', ACME_TIMEOUT_MS: '0' }, 'ACME_TIMEOUT_MS: '],
    ['what the connector finds', { CRM_SOURCES: 'acme', ACME_TOKEN: 'bad' }, 'ACME_TOKEN: is refused'],
  ])('are left out with %s, which is a fault', async (_, values, fault) => {
    const { sources, check } = await start(values);
    expect(sources).toEqual([]);
    expect(check).toThrow(fault);
  });

  it('answer the lists of their connector, behind the cache', async () => {
    const { sources } = await start({ CRM_SOURCES: 'acme', ACME_TOKEN: 'a' });
    const [source] = sources;
    if (source === undefined) throw new Error('no source');
    const frame = { most: 10, maxAgeSeconds: null };
    expect(source.hasList({ kind: 'SEARCH', text: 'ada', ...frame })).toBe(true);
    expect(source.hasList({ kind: 'OVERDUE', minDays: 1, ...frame })).toBe(false);
    const load = (query: object) => source.list.load(JSON.stringify(query), anAsker());
    const search = { kind: 'SEARCH', text: 'ada', ...frame };
    await expect(load(search)).resolves.toMatchObject({ value: { records: [{ record: ADA }], complete: true }, fromCache: false });
    await expect(load(search)).resolves.toMatchObject({ value: { records: [{ record: ADA }] }, fromCache: true });
    await expect(load({ kind: 'OVERDUE', minDays: 1, ...frame })).rejects.toThrow('does not have');
  });

  it('have a canary where one is set, whose faults are named by its variable', async () => {
    const set = await start({ CRM_SOURCES: 'acme', ACME_TOKEN: 'a', ACME_CANARY: 'id:acme:contact:1' });
    set.check();
    expect(set.sources[0]?.canary.identifiers).toEqual([{ by: 'id', value: 'acme:contact:1' }]);
    const faulty = await start({ CRM_SOURCES: 'acme', ACME_TOKEN: 'a', ACME_CANARY: 'secret,email:secret', ACME_CANARY_SECONDS: '0' });
    expect(faulty.check).toThrow('ACME_CANARY_SECONDS');
    const both = await start({ CRM_SOURCES: 'acme', ACME_TOKEN: 'a', ACME_CANARY: 'secret,email:secret' });
    expect(both.check).toThrow(/ACME_CANARY: item 1 begins[^]*ACME_CANARY: item 2 is no email address/);
    expect(both.check).not.toThrow('secret');
  });

  describe('with custom fields', () => {
    const ACME = { CRM_SOURCES: 'acme', ACME_TOKEN: 'a' };

    it('tell their connector what to ask for', async () => {
      const { sources, check } = await start({ ...ACME, ACME_CUSTOM: 'tier=user_fields.tier, plan = metadata.plan.name ,' });
      check();
      expect(asked).toEqual([['user_fields.tier', 'metadata.plan.name']]);
      expect(sources).toMatchObject([
        {
          custom: [
            { key: 'tier', path: 'user_fields.tier' },
            { key: 'plan', path: 'metadata.plan.name' },
          ],
        },
      ]);
    });

    it('are refused where the account has no such field: all of them at once, each by variable and key', async () => {
      const { check } = await start({
        ...{ CRM_SOURCES: 'acme,acme-west=acme', ACME_TOKEN: 'a', ACME_WEST_TOKEN: 'b' },
        ...{ ACME_CUSTOM: 'tier=user_fields.teir,mail=email,seats=seats', ACME_WEST_CUSTOM: 'all=user_fields,tier=user_fields.tier' },
      });
      expect(check).toThrow(
        new ConfigError([
          'ACME_CUSTOM: tier: its raw records have no such field; near it is user_fields.tier',
          'ACME_CUSTOM: seats: its raw records have no such field',
          'ACME_WEST_CUSTOM: all: its raw records have no such field',
        ]),
      );
    });

    it.each(['tier=a,tier=b', 'tier', '=a', 'tier=', 'two words=a', '1st=a', 'tier=a=b', 'tier=.a'])('are no %j', async (given) => {
      const { check } = await start({ ...ACME, ACME_CUSTOM: given });
      expect(check).toThrow(/ACME_CUSTOM: (must be entries such as tier=properties.tier|names a key twice)/);
    });

    it('may be any where the vendor takes any, and where nobody can tell', async () => {
      for (const hook of [() => Promise.resolve(null), undefined]) {
        fields = hook;
        const { sources, warnings, check } = await start({ ...ACME, ACME_CUSTOM: 'tier=what.ever' });
        check();
        expect([sources.length, warnings]).toEqual([1, []]);
      }
    });

    it('start without a vendor that cannot be asked, and say so in the log', async () => {
      fields = () => Promise.reject(new UpstreamError('acme', 'UPSTREAM_UNAVAILABLE'));
      const { sources, warnings, check } = await start({ ...ACME, ACME_CUSTOM: 'tier=user_fields.teir' });
      check();
      expect(sources).toHaveLength(1);
      expect(warnings).toEqual([['custom fields could not be checked', { source: 'acme', code: 'UPSTREAM_UNAVAILABLE' }]]);
    });

    it('ask no vendor without any, and once for all domains that read it', async () => {
      const hook = jest.fn(() => Promise.resolve(['a']));
      fields = hook;
      (await start(ACME)).check();
      expect(hook).not.toHaveBeenCalled();
      const both = await start({ ...ACME, SALES_SOURCES: 'acme', ACME_CUSTOM: 'tier=a' }, ['crm', 'sales']);
      expect(hook).toHaveBeenCalledTimes(1);
      expect(both.sources.map(({ custom }) => custom.length)).toEqual([1, 1]);
    });
  });

  it('have their reads made once', () => {
    const make = jest.fn(({ name }: { name: string }) => `reads of ${name}`);
    const readsOf = readsBySource([{ name: 'a' }, { name: 'b' }], make);
    expect([readsOf({ name: 'b' }), readsOf({ name: 'b' })]).toEqual(['reads of b', 'reads of b']);
    expect(make).toHaveBeenCalledTimes(2);
    expect(() => readsOf({ name: 'c' })).toThrow('not started');
  });
});
