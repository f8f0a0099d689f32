import { ConfigError, InputError, UpstreamError } from '../../platform/errors';

test('an upstream error says which system failed and how, and keeps its cause to itself', () => {
  const error = new UpstreamError('hubspot', 'UPSTREAM_TIMEOUT', { cause: new Error('token=secret') });
  expect(error.message).toBe('hubspot did not answer in time');
  expect(error.extensions).toEqual({ code: 'UPSTREAM_TIMEOUT', source: 'hubspot' });
  expect(JSON.stringify({ message: error.message, extensions: error.extensions })).not.toContain('secret');
});

test('an input error is the caller’s by default', () => {
  expect(new InputError('Give one.').extensions).toEqual({ code: 'BAD_USER_INPUT' });
  expect(new InputError('Several.', { code: 'AMBIGUOUS_CUSTOMER', candidates: ['a:b:c'] }).extensions['candidates']).toEqual(['a:b:c']);
});

test('a configuration error lists its faults', () => {
  expect(new ConfigError(['A: is required']).message).toBe('The configuration has a fault:\n- A: is required');
  expect(new ConfigError(['A: x', 'B: y']).message).toBe('The configuration has 2 faults:\n- A: x\n- B: y');
});
