// Recorded exchanges for the judge's own tests.
import type { Recorded } from './traffic';

/** A connector's GET of `/things`, answered 200 with an empty object by the emulator of `vendor`, but for what is given. */
export function exchange(given: Partial<Recorded> = {}): Recorded {
  return {
    vendor: 'things',
    method: 'GET',
    path: '/things',
    query: '',
    requestHeaders: { accept: 'application/json', 'user-agent': 'customer-graph' },
    requestBody: '',
    status: 200,
    fault: null,
    answerHeaders: { 'content-type': 'application/json;charset=utf-8' },
    answer: {},
    ...given,
  };
}

/** The same of somebody who may ask wrongly on purpose. */
export function strangersExchange(given: Partial<Recorded> = {}): Recorded {
  return exchange({ requestHeaders: { accept: '*/*', 'user-agent': 'node' }, ...given });
}
