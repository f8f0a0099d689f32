// The HTTP server every emulated vendor runs on: takes a request through faults, authentication, limits and routing to the
// vendor's handler, checks the answer against its shape and counts the call. It knows no vendor; a `Dialect` words refusals.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, createCallLog } from './call-log';
import { answerControl, CONTROL_PREFIX, type Telling } from './control';
import { emptied } from './emptied';
import { createFaults, type Fault } from './faults';
import type { Dialect, Route, VendorAnswer, VendorRequest } from './message';
import { createRouter } from './routing';
import { createRecorder, spokenHeaders } from './traffic';

export interface EmulatorParts {
  /** The vendor's name, as the product has it: recorded traffic goes by it. null = nobody's, and not recorded. */
  vendor: string | null;
  dialect: Dialect;
  routes: readonly Route[];
  /** TCP port on 127.0.0.1; 0 = any free one. */
  port: number;
  /** Longest request line and headers together; Node's 16 KiB when absent. Above it Node answers 431 itself. */
  maxHeaderBytes?: number;
  setLagSeconds(seconds: number): void;
  putPerson(body: unknown): unknown;
  /** How it tells of its changes; left out = it sends no webhooks. Ends with the emulator. */
  telling?: Telling;
}

export interface Emulator {
  /** Origin, without a slash at the end. */
  url: string;
  /** Requests received, in order. */
  calls(): readonly Call[];
  resetCalls(): void;
  faults: { set(fault: Fault): void; clear(): void };
  /** Ends all connections, hanging ones too. */
  stop(): Promise<void>;
}

/** A vendor's emulator, and what to set for the product so that it is found. */
export interface RunningVendor extends Emulator {
  env: Record<string, string>;
}

/** One that tells of its changes by webhooks. */
export interface TellingVendor extends RunningVendor, Telling {}

/** What answers are in, unless they say otherwise. */
const JSON_TYPE = 'application/json;charset=utf-8';

/** Starts an emulator; rejects when the port is taken. */
export async function startEmulator(parts: EmulatorParts): Promise<Emulator> {
  const { dialect } = parts;
  const log = createCallLog();
  const faults = createFaults();
  const findRoute = createRouter(parts.routes);
  const record = createRecorder(parts.vendor);
  let origin = '';

  const control = { log, faults, setLagSeconds: parts.setLagSeconds, putPerson: parts.putPerson, telling: parts.telling };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET';
    const url = new URL(request.url ?? '/', origin);
    const path = url.pathname;
    const isControl = path.startsWith(`${CONTROL_PREFIX}/`);
    const text = await readText(request);
    const fault = isControl ? null : faults.strike(path, [...url.searchParams.values(), text].join(' '), method);
    if (fault?.mode === 'dead') {
      request.socket.destroy();
      return;
    }
    const body = isForm(request) ? Object.fromEntries(new URLSearchParams(text)) : toJson(text);
    if (isControl) {
      send(response, answerControl(control, method, path, body ?? null));
      return;
    }

    const found = findRoute(method, dialect.normalisePath(path));
    const vendorRequest: VendorRequest = {
      method,
      path,
      params: found?.params ?? {},
      query: url.searchParams,
      headers: request.headers,
      body: body ?? null,
      bodyLength: text.length,
      origin,
    };
    const keys = found?.route.keys?.(vendorRequest) ?? 1;
    const operation = found?.route.operation?.(vendorRequest) ?? null;
    const answered = log.begin({ method, path, query: url.search.slice(1), keys, ...(operation === null ? {} : { operation }) });
    const date = fault?.mode === 'clock' ? { date: new Date(Date.now() + (fault.seconds ?? 0) * 1_000).toUTCString() } : {};
    const always = { ...dialect.answerHeaders?.(request.headers), ...date };
    const heard = { method, path, query: url.search.slice(1), requestHeaders: spokenHeaders(request.headers), requestBody: text };
    const finish = (given: VendorAnswer, headers: Record<string, string> = {}, by: Fault | null = null) => {
      const answer = { ...given, headers: { 'content-type': JSON_TYPE, ...always, ...headers, ...given.headers } };
      answered(answer.status);
      record?.({ ...heard, status: answer.status, fault: by?.mode ?? null, answerHeaders: answer.headers, answer: answer.body });
      send(response, answer);
    };

    const crowdedOut = dialect.arrived?.() ?? null;
    response.once('close', () => dialect.ended?.());
    if (crowdedOut !== null) return finish(crowdedOut);
    if (fault !== null) {
      const struck = await strike(fault, dialect, response);
      if (struck === 'unanswered') return record?.({ ...heard, status: 0, fault: fault.mode, answerHeaders: {}, answer: null });
      if (struck !== null) return finish(struck, {}, fault);
    }
    const refused = dialect.refuseCaller(request.headers, { path, uri: request.url ?? '/' });
    if (refused !== null) return finish(refused);
    const metered = dialect.meter({ method, path, query: url.searchParams });
    if (metered.refusal !== null) return finish(metered.refusal, metered.headers);
    if (found === null) return finish(dialect.unknownPath(path), metered.headers);
    if (body === undefined) return finish(dialect.unreadableBody(), metered.headers);
    const answer = checked(found.route, found.route.handle(vendorRequest));
    if (fault?.mode === 'unheard') {
      // It is done, and nobody hears of it.
      request.socket.destroy();
      return record?.({ ...heard, status: 0, fault: fault.mode, answerHeaders: {}, answer: null });
    }
    if (fault?.mode === 'blank' || fault?.mode === 'stuck') return finish(distorted(answer, fault), metered.headers, fault);
    finish(answer, metered.headers);
  }

  /** By an order, the first answer it was given for: `stuck` gives it again whatever is asked. */
  const first = new WeakMap<Fault, VendorAnswer>();

  function distorted(answer: VendorAnswer, fault: Fault): VendorAnswer {
    if (fault.mode === 'blank' && answer.status < 400) return { ...answer, body: emptied(answer.body) };
    if (fault.mode !== 'stuck') return answer;
    const given = first.get(fault) ?? answer;
    first.set(fault, given);
    return given;
  }

  const size = parts.maxHeaderBytes === undefined ? {} : { maxHeaderSize: parts.maxHeaderBytes };
  const server = createServer(size, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A caller gone while its body was read is no fault of ours; anything else is, and must show in the test that caused it.
      if (response.destroyed) return;
      send(response, { status: 500, body: { sandboxError: error instanceof Error ? error.message : String(error) } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${toPort(server.address())}`;

  return {
    url: origin,
    calls: log.calls,
    resetCalls: log.reset,
    faults: { set: faults.set, clear: faults.clear },
    stop: () =>
      new Promise((resolve) => {
        parts.telling?.webhooks.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Does what the fault says. null = go on as if nothing were; 'unanswered' = there is nothing more to send. */
async function strike(fault: Fault, dialect: Dialect, response: ServerResponse): Promise<VendorAnswer | 'unanswered' | null> {
  const retryAfter = fault.retryAfterSeconds ?? null;
  const retryHeader = retryAfter === null ? {} : { 'retry-after': String(retryAfter) };
  switch (fault.mode) {
    case 'latency':
      await sleep(fault.ms ?? 1000, undefined, { ref: false });
      return null;
    case '429':
      return dialect.tooManyRequests(retryAfter);
    case '500':
      return dialect.brokenDown(500);
    case '503': {
      const answer = dialect.brokenDown(503);
      return { ...answer, headers: { ...answer.headers, ...retryHeader } };
    }
    case '401':
      return dialect.unauthorised();
    case '403':
      return dialect.forbidden?.() ?? { ...dialect.unauthorised(), status: 403 };
    case 'blank':
    case 'stuck':
    case 'clock':
    case 'unheard':
      return null;
    case 'garbage':
      return { status: 200, body: Buffer.from('<html><body>Bad Gateway</body></html>') };
    case 'wrong-shape':
      return { status: 200, body: { results: { unexpected: true }, users: 'none', tickets: 7, count: 'many', data: 'none' } };
    case 'reset':
      // Breaks off in the middle of a body, after a status that promised success.
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' });
      response.write('{"results":[');
      await sleep(5);
      response.socket?.resetAndDestroy();
      return 'unanswered';
    case 'hang':
    case 'dead':
      return 'unanswered';
  }
}

/** The emulator holds itself to the vendor's documentation: a wrong answer must fail the test, not teach it something false. */
function checked(route: Route, answer: VendorAnswer): VendorAnswer {
  if (route.shape === undefined || answer.status >= 400) return answer;
  const result = route.shape.safeParse(answer.body);
  if (result.success) return answer;
  return { status: 500, body: { sandboxError: `${route.path}: own answer breaks its shape: ${result.error.message}` } };
}

function send(response: ServerResponse, answer: VendorAnswer): void {
  if (answer.status === 204) {
    response.writeHead(204, answer.headers);
    response.end();
    return;
  }
  const text = Buffer.isBuffer(answer.body) ? answer.body.toString() : answer.body === null ? '' : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    'content-type': JSON_TYPE,
    'content-length': String(Buffer.byteLength(text)),
    ...answer.headers,
  });
  response.end(text);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  const parts: AsyncIterable<Uint8Array> = request;
  for await (const part of parts) chunks.push(Buffer.from(part));
  return Buffer.concat(chunks).toString('utf8');
}

function isForm({ headers }: IncomingMessage): boolean {
  return (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
}

/** null = no body, undefined = not JSON. */
function toJson(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toPort(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the emulator listens on no TCP port');
  return address.port;
}
