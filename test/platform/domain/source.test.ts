import { z } from 'zod';
import { readsBySource } from '../../../platform/domain/reads';
import { startSources, type SourceDeps } from '../../../platform/domain/source';
import { defineConnector } from '../../../platform/connector';
import { createEnvReader } from '../../../platform/env';
import { ConfigError } from '../../../platform/errors';
import { silentLog } from '../../../platform/log';
import { createLedger } from '../../../platform/request/ledger';
import type { PersonRecord } from '../../../platform/record';
import { createSourceRegistry, type AnnouncedSource } from '../../../platform/subgraph/source-registry';
import { person } from '../identity/people';
import { fakeConnector, memoryCache, type FakeConnector } from '../loader/fake-source';
import { searchOnly } from './fake-domain';

const ADA = person('acme:contact:1', { email: 'ada@example.com' });

const acme = defineConnector<FakeConnector>()({
  vendor: 'acme',
  settings: z.object({ TOKEN: z.string() }),
  connect: ({ settings }) => {
    if (settings.TOKEN === 'bad') throw new ConfigError(['ACME_TOKEN: is refused']);
    return { ...fakeConnector([]), search: async () => ({ records: [{ record: ADA, items: [] }], complete: true }) };
  },
});

async function start(values: Record<string, string>) {
  const env = createEnvReader(values);
  const added: AnnouncedSource[] = [];
  const registry = createSourceRegistry((fault) => env.fault(fault));
  const deps: SourceDeps<FakeConnector, PersonRecord> = {
    listOf: searchOnly,
    ...{ cache: memoryCache(), log: silentLog, windowMs: 0, phoneRegion: undefined, recordTtlSeconds: 30 },
    registry: { ...registry, add: (source) => (added.push(source), registry.add(source)) },
  };
  const sources = await startSources('crm', [acme], env, deps);
  return { sources, added, check: () => env.check() };
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
    const load = (query: object) => source.list.load(JSON.stringify(query), { maxAgeSeconds: null, ledger: createLedger() });
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

  it('have their reads made once', () => {
    const make = jest.fn(({ name }: { name: string }) => `reads of ${name}`);
    const readsOf = readsBySource([{ name: 'a' }, { name: 'b' }], make);
    expect([readsOf({ name: 'b' }), readsOf({ name: 'b' })]).toEqual(['reads of b', 'reads of b']);
    expect(make).toHaveBeenCalledTimes(2);
    expect(() => readsOf({ name: 'c' })).toThrow('not started');
  });
});
