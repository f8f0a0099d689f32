// The header that tells every client request from every other, and that gateways hand on to their subgraphs: real requests carry
// such a one (a token, a trace), and it keeps a gateway from answering two clients with one fetch.
export const ID_HEADER = 'x-request-id';
export const ID_PREFIX = 'bench-';

let last = 0;

export function nextId(): string {
  last += 1;
  return ID_PREFIX + String(last).padStart(9, '0');
}
