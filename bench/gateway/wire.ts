// One connection that sends a request, reads its answer whole, and sends the next: the least of HTTP/1.1 that measuring needs. A client
// that costs much would take the subgraphs' core, and be what is measured.
import { connect, type Socket } from 'node:net';
import { ID_HEADER } from './identified';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

export interface Reply {
  status: number;
  body: Buffer;
}

/** The part of a request that all of one body's share. */
export interface Prepared {
  head: string;
  rest: string;
}

export function prepare(url: string, body: string): Prepared {
  const { host, pathname } = new URL(url);
  const lines = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    'accept: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return { head: `${lines.join('\r\n')}\r\n${ID_HEADER}: `, rest: `\r\n\r\n${body}` };
}

export interface Wire {
  /** One at a time. */
  send(request: Prepared, id: string): Promise<Reply>;
  close(): void;
}

export async function openWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  let waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;
  let received = Buffer.alloc(0);
  let chunks: Buffer[] = [];
  let needed = 0;

  const fail = (error: Error): void => {
    waiting?.reject(error);
    waiting = undefined;
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the gateway closed a connection')));
  socket.on('data', (chunk) => {
    chunks.push(chunk);
    needed -= chunk.length;
    // Most of a large answer is known to be under way: it is put together once.
    if (needed > 0) return;
    received = chunks.length === 1 ? chunk : Buffer.concat(chunks);
    chunks = [received];
    const { reply, more } = read(received);
    needed = more;
    if (reply === null) return;
    chunks = [];
    needed = 0;
    const { resolve } = waiting ?? {};
    waiting = undefined;
    resolve?.(reply);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return {
    send: ({ head, rest }, id) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the gateway closed a connection'));
        waiting = { resolve, reject };
        socket.write(head + id + rest);
      }),
    close: () => socket.destroy(),
  };
}

/** The reply if all of it is there, else how many bytes are known to be missing. */
function read(received: Buffer): { reply: Reply | null; more: number } {
  const end = received.indexOf(END_OF_HEAD);
  if (end === -1) return { reply: null, more: 1 };
  const head = received.toString('latin1', 0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const start = end + END_OF_HEAD.length;
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (length !== undefined) {
    const more = Number(length) - (received.length - start);
    return more > 0 ? { reply: null, more } : { reply: { status, body: received.subarray(start) }, more: 0 };
  }
  const body = unchunked(received, start);
  return body === null ? { reply: null, more: 1 } : { reply: { status, body }, more: 0 };
}

/** The body of a chunked answer; null while its last chunk is missing. */
function unchunked(received: Buffer, start: number): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = start; ;) {
    const line = received.indexOf('\r\n', at);
    if (line === -1) return null;
    const size = parseInt(received.toString('latin1', at, line), 16);
    const next = line + 2 + size + 2;
    if (next > received.length) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(received.subarray(line + 2, line + 2 + size));
    at = next;
  }
}
