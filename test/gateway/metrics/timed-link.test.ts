import type { SubgraphLink, SubgraphResponse } from '../../../platform/link/link';
import { timedLink } from '../../../gateway/metrics/timed-link';

it('is the link that it was, and tells how each fetch ended', async () => {
  const told: string[] = [];
  const answers: (SubgraphResponse | Error)[] = [
    { data: {} },
    { data: {}, errors: [{ message: 'no', extensions: { code: 'UPSTREAM_TIMEOUT' } }] },
    new Error('gone'),
  ];
  const link: SubgraphLink = {
    ...{ name: 'crm', takesText: true, close: () => Promise.resolve() },
    send: () => {
      const next = answers.shift();
      return next instanceof Error || next === undefined ? Promise.reject(next ?? new Error('no more')) : Promise.resolve(next);
    },
  };
  const timed = timedLink(link, { fetched: (name, outcome, seconds) => void told.push(`${name} ${outcome} ${seconds >= 0}`) });
  expect([timed.name, timed.takesText]).toEqual(['crm', true]);
  const request = { query: '{ __typename }', headers: {} };
  await expect(timed.send(request)).resolves.toEqual({ data: {} });
  await timed.send(request);
  await expect(timed.send(request)).rejects.toThrow('gone');
  expect(told).toEqual(['crm ok true', 'crm errors true', 'crm failed true']);
});
