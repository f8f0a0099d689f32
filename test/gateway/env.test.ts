import { readGatewaySettings } from '../../gateway/env';
import { createEnvReader } from '../../platform/env';

const read = (values: Record<string, string>) => readGatewaySettings(createEnvReader(values));

describe('the gateway’s settings', () => {
  it('need nothing', () => {
    expect(read({})).toMatchObject({
      ...{
        HOST: '127.0.0.1',
        PORT: 4_000,
        REQUEST_TIMEOUT_MS: 10_000,
        LOG_LEVEL: 'info',
        production: false,
        explorer: true,
        introspection: true,
      },
    });
    expect(read({})?.SUPERGRAPH).toBeUndefined();
  });

  it('leave out what a caller may not see, unless told otherwise', () => {
    expect(read({})?.AUTHORISATION).toBe('filter');
    expect(read({ AUTHORISATION: 'dry-run' })?.AUTHORISATION).toBe('dry-run');
    expect(read({ AUTHORISATION: 'off' })).toBeUndefined();
  });

  it('show nothing in production unless asked to', () => {
    expect(read({ NODE_ENV: 'production' })).toMatchObject({ production: true, explorer: false, introspection: false });
    expect(read({ NODE_ENV: 'production', EXPLORER: 'on', INTROSPECTION: '1' })).toMatchObject({ explorer: true, introspection: true });
    expect(read({ EXPLORER: 'off', INTROSPECTION: 'false' })).toMatchObject({ explorer: false, introspection: false });
  });

  it('forward no header unless it is named, and none that frames a request', () => {
    expect(read({})?.FORWARD_HEADERS).toEqual([]);
    expect(read({ FORWARD_HEADERS: ' Authorization, X-Tenant\tx-a ,, ' })?.FORWARD_HEADERS).toEqual(['authorization', 'x-tenant', 'x-a']);
    for (const name of ['Host', 'content-length', 'X-Request-Scope', 'x-deadline-ms', 'a:b', 'a;b', 'ä']) {
      expect(read({ FORWARD_HEADERS: `authorization,${name}` })).toBeUndefined();
    }
  });

  it('tell all faults at once, and never a value', () => {
    const env = createEnvReader({ PORT: 'secret', LOG_LEVEL: 'secret', REQUEST_TIMEOUT_MS: '5', EXPLORER: 'secret' });
    expect(readGatewaySettings(env)).toBeUndefined();
    let message = '';
    try {
      env.check();
    } catch (error) {
      message = String(error);
    }
    for (const name of ['PORT', 'LOG_LEVEL', 'REQUEST_TIMEOUT_MS', 'EXPLORER']) expect(message).toContain(`- ${name}: `);
    expect(message).not.toContain('secret');
  });
});
