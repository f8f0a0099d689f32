import { corrected, pausedBy, shareOf, windowsOf, type Quota } from '../../../platform/http/budget-quota';

const account: Quota = { name: 'account', calls: 100, perMs: 1_000, toldBy: 'x-limit' };
const search: Quota = { name: 'search', calls: 5, perMs: 1_000, counts: ({ path }) => (path.endsWith('/search') ? '' : null) };
const endpoint: Quota = { name: 'endpoint', calls: 25, perMs: 1_000, counts: ({ path }) => path };
const request = { method: 'GET', path: '/things' };

describe('quotas', () => {
  it('count what they say, each part apart', () => {
    const names = (path: string) => windowsOf([account, search, endpoint], { ...request, path }).map(({ name }) => name);
    expect(names('/things')).toEqual(['account', 'endpoint:/things']);
    expect(names('/search')).toEqual(['account', 'search', 'endpoint:/search']);
  });

  it('pause the whole account, unless all that count the call are of a part', () => {
    expect(pausedBy([], request)).toBe('account');
    expect(pausedBy([account, endpoint], request)).toBe('account');
    expect(pausedBy([search, endpoint], request)).toBe('endpoint:/things');
    expect(pausedBy([search], request)).toBe('account');
  });

  it('are corrected by what the account is told, and by nothing else', () => {
    expect(corrected(account, { 'x-limit': '250' }).calls).toBe(250);
    for (const told of ['', '0', '-1', 'many', '75, 75;w=1']) expect(corrected(account, { 'x-limit': told })).toEqual(account);
    expect(corrected(search, { 'x-limit': '250' })).toEqual(search);
  });

  it('are divided among processes without adding up to more', () => {
    expect(shareOf({ name: 'a', calls: 50, perMs: 1_000 }, 4)).toEqual({ name: 'a', calls: 12, perMs: 1_000 });
    expect(shareOf({ name: 'a', calls: 1, perMs: 1_000 }, 4)).toEqual({ name: 'a', calls: 1, perMs: 4_000 });
  });
});
