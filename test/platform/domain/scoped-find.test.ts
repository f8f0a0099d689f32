import { findInScope, rememberInScope } from '../../../platform/domain/scoped-find';
import { UpstreamError } from '../../../platform/errors';
import { person } from '../identity/people';
import { fakeConnector } from '../loader/fake-source';
import { newScope, sourceOf } from './fake-domain';

const ADA = person('hubspot:contact:1', { email: 'ada@example.com', phone: '+4930901820' });
const byEmail = { by: 'email', value: 'ada@example.com' } as const;
const byId = { by: 'id', value: ADA.id } as const;
const byPhone = { by: 'phone', value: '+4930901820' } as const;

describe('a look-up within one request', () => {
  it('is made once, and answers for the id of what it found', async () => {
    const connector = fakeConnector([ADA]);
    const source = sourceOf('hubspot', connector);
    const scope = newScope();
    const found = await Promise.all([findInScope(source, byEmail, null, scope), findInScope(source, byEmail, null, scope)]);
    expect(found[0]).toBe(found[1]);
    await expect(findInScope(source, byId, null, scope)).resolves.toMatchObject([{ value: ADA }]);
    expect(connector.asked).toHaveLength(1);
    await findInScope(source, byPhone, null, scope);
    expect(connector.asked).toHaveLength(2);
  });

  it('answers for identifiers that only one record can hold', async () => {
    const connector = fakeConnector([ADA], ['id', 'email', 'phone'], ['email']);
    const source = sourceOf('hubspot', connector);
    const scope = newScope();
    await findInScope(source, byId, null, scope);
    await findInScope(source, byEmail, null, scope);
    expect(connector.asked).toEqual([[byId]]);
    await findInScope(source, byPhone, null, scope);
    expect(connector.asked).toEqual([[byId], [byPhone]]);
  });

  it('is spared where the record came by another way, as fresh as it must be', async () => {
    const connector = fakeConnector([ADA], ['id', 'email', 'phone'], ['email']);
    const source = sourceOf('hubspot', connector);
    const scope = newScope();
    const loaded = { value: ADA, fetchedAt: 0, fromCache: false };
    rememberInScope(source, loaded, null, scope);
    await expect(findInScope(source, byId, null, scope)).resolves.toEqual([loaded]);
    await expect(findInScope(source, byEmail, null, scope)).resolves.toEqual([loaded]);
    expect(connector.asked).toEqual([]);
    await findInScope(source, byPhone, null, scope);
    await findInScope(source, byId, 0, scope);
    expect(connector.asked).toEqual([[byPhone], [byId]]);
  });

  it('is made anew for another request', async () => {
    const connector = fakeConnector([ADA]);
    const source = sourceOf('hubspot', connector);
    await findInScope(source, byEmail, null, newScope());
    await findInScope(source, byEmail, null, newScope());
    expect(connector.asked).toHaveLength(2);
  });

  it('is made anew for a part of the request that wants it live', async () => {
    const connector = fakeConnector([ADA]);
    const source = sourceOf('hubspot', connector, 'full');
    await findInScope(source, byEmail, null, newScope());
    const scope = newScope();
    await expect(findInScope(source, byEmail, null, scope)).resolves.toMatchObject([{ fromCache: true }]);
    await expect(findInScope(source, byId, 0, scope)).resolves.toMatchObject([{ fromCache: false }]);
    await expect(findInScope(source, byEmail, 0, scope)).resolves.toMatchObject([{ fromCache: false }]);
  });

  it('fails once, is booked, and is not tried again', async () => {
    const connector = fakeConnector([ADA]);
    connector.failure = new UpstreamError('hubspot', 'UPSTREAM_DENIED');
    const source = sourceOf('hubspot', connector);
    const scope = newScope();
    await expect(findInScope(source, byEmail, null, scope)).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    await expect(findInScope(source, byEmail, null, scope)).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    expect(connector.asked).toHaveLength(1);
    expect(scope.ledger.drain()['hubspot']).toMatchObject({ calls: 1, error: 'UPSTREAM_DENIED' });
  });

  it('waits for a source that hangs until the deadline, once', async () => {
    const connector = fakeConnector([ADA]);
    connector.gate = new Promise(() => undefined);
    const source = sourceOf('hubspot', connector);
    const scope = newScope(40);
    await expect(findInScope(source, byEmail, null, scope)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    const started = performance.now();
    await expect(findInScope(source, byPhone, null, scope)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(performance.now() - started).toBeLessThan(20);
    expect(connector.asked).toHaveLength(1);
  });
});
