import fc from 'fast-check';
import { maskError } from '../../gateway/error-mask';
import { StateError } from '../../platform/errors';

const INSIDE = 'connect ECONNREFUSED db.internal:5432 select * from users password=hunter2';

describe('a masked error', () => {
  it('keeps what is meant for clients', () => {
    expect(
      maskError({
        message: 'hubspot did not answer in time',
        path: ['customer', 'crm'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'UPSTREAM_TIMEOUT', source: 'hubspot', serviceName: 'crm' },
      }),
    ).toEqual({
      message: 'hubspot did not answer in time',
      path: ['customer', 'crm'],
      locations: [{ line: 1, column: 3 }],
      extensions: { code: 'UPSTREAM_TIMEOUT', source: 'hubspot', domain: 'crm' },
    });
    const candidates = ['a:b:1', 'a:b:2'];
    expect(maskError({ message: 'Several.', extensions: { code: 'AMBIGUOUS_CUSTOMER', candidates } }).extensions).toEqual({
      code: 'AMBIGUOUS_CUSTOMER',
      candidates,
    });
  });

  it('keeps that the state database is down', () => {
    const { message, extensions } = new StateError();
    expect(maskError({ message, extensions: { ...extensions, serviceName: 'customer' } })).toEqual({
      message,
      extensions: { code: 'STATE_UNAVAILABLE', domain: 'customer' },
    });
  });

  it.each([undefined, {}, { code: 'INTERNAL_SERVER_ERROR' }, { code: 42 }, { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'reviews' }])(
    'says nothing of an error that nobody worded for clients: %j',
    (extensions) => {
      const shown = maskError({ message: INSIDE, ...(extensions === undefined ? {} : { extensions }) });
      expect(JSON.stringify(shown)).not.toContain('internal:5432');
      expect(typeof shown.extensions?.['code']).toBe('string');
    },
  );

  it('lets out no extension that is not known to be safe', () => {
    const allowed = ['code', 'domain', 'source', 'candidates'];
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (extensions) => {
        const shown = maskError({
          message: 'm',
          extensions: { ...extensions, code: 'X', stacktrace: [INSIDE], exception: { url: INSIDE }, response: INSIDE },
        });
        expect(Object.keys(shown.extensions ?? {}).filter((name) => !allowed.includes(name))).toEqual([]);
        expect(JSON.stringify(shown)).not.toContain('hunter2');
      }),
    );
  });

  it('takes no code for one of its own properties', () => {
    expect(maskError({ message: 'm', extensions: { code: 'constructor' } }).message).toBe('m');
  });
});
