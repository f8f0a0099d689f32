// Writes down what a gateway asks the vendors, so that the very same requests can be sent by hand: a server before each vendor that passes
// everything on.
import { createServer, request as send, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../sandbox/sandbox';
import { VENDORS, type Vendor } from './stage';

export interface Sent {
  vendor: Vendor;
  /** Of the vendor itself, not of the recorder. */
  origin: string;
  method: string;
  /** With its query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Recorder {
  /** `HUBSPOT_URL` and so on, leading here. */
  env: Record<string, string>;
  /** Since the last time, in the order of arrival. */
  take(): Sent[];
  stop(): Promise<void>;
}

export async function startRecorder(sandbox: Sandbox): Promise<Recorder> {
  let sent: Sent[] = [];
  const servers = await Promise.all(VENDORS.map((vendor) => before(vendor, sandbox.env[`${vendor.toUpperCase()}_URL`] ?? '', keep)));
  function keep(one: Sent): void {
    sent.push(one);
  }
  return {
    env: Object.fromEntries(servers.map(({ name, url }) => [name, url])),
    take() {
      const taken = sent;
      sent = [];
      return taken;
    },
    async stop() {
      await Promise.all(servers.map(({ stop }) => stop()));
    },
  };
}

async function before(vendor: Vendor, url: string, keep: (one: Sent) => void) {
  const { origin, hostname, port } = new URL(url);
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = 'GET', url: path = '/', headers } = request;
      const body = Buffer.concat(pieces).toString();
      keep({ vendor, origin, method, path, headers, body });
      send({ hostname, port, method, path, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    name: `${vendor.toUpperCase()}_URL`,
    url: url.replace(origin, here),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
