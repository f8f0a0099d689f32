import { connect } from 'node:net';
import { isPrivateAddress, isPrivateHost, publicLookup } from '../../../platform/http/address';
import { startHttpServer } from '../../support/http-server';

describe('addresses', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '255.255.255.255'])(
    '%s is private',
    (address) => expect(isPrivateAddress(address)).toBe(true),
  );
  it.each(['::1', '::', 'fd00::1', 'fe80::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1'])('%s is private', (address) =>
    expect(isPrivateAddress(address)).toBe(true),
  );
  it.each(['1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:1.1.1.1'])('%s is public', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );

  it('are told from the names of vendors by how they are written', () => {
    for (const host of ['localhost', 'rt', 'rt.internal', 'shop.local', '127.0.0.1', '[::1]', '10.0.0.1'])
      expect(isPrivateHost(host)).toBe(true);
    for (const host of ['api.stripe.com', 'internal.example.com', 'local.example']) expect(isPrivateHost(host)).toBe(false);
  });
});

describe('a lookup of public names', () => {
  const leadingTo = (...addresses: string[]) =>
    publicLookup((_name, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      ),
    );
  const answerOf = (lookup: ReturnType<typeof publicLookup>, all: boolean) =>
    new Promise((resolve) => lookup('api.example.com', { all }, (error, ...answer) => resolve(error?.message ?? answer)));

  it('answers in both forms that sockets ask for', async () => {
    expect(await answerOf(leadingTo('1.1.1.1', '1.0.0.1'), false)).toEqual(['1.1.1.1', 4]);
    expect(await answerOf(leadingTo('1.1.1.1'), true)).toEqual([[{ address: '1.1.1.1', family: 4 }]]);
  });

  it('opens no socket where one of the addresses is private', async () => {
    const house = await startHttpServer();
    for (const addresses of [['127.0.0.1'], ['1.1.1.1', '127.0.0.1']]) {
      const socket = connect({ host: 'api.example.com', port: Number(new URL(house.url).port), lookup: leadingTo(...addresses) });
      const error = await new Promise((resolve) => socket.once('error', resolve));
      expect(String(error)).toContain('private address');
    }
    expect(house.open()).toBe(0);
    await house.stop();
  });
});
