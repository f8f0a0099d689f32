// The process with the four subgraphs of one graph, each on a port of its own. It must never be what limits a gateway: an answer is
// worked out once by graphql-js and remembered by the request's body, which tells all there is to know. The parent counts requests
// and sets the delay over the channel it opened; when that closes, this process ends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { subgraphAnswers, type Answer } from './answers';
import { order, type Report } from './conversation';
import { graphs } from './graphs/all';
import { ID_HEADER, ID_PREFIX } from './identified';

/** Above the thousand customers of one gateway at four subgraphs; beyond it, all is forgotten. */
const MOST_REMEMBERED = 20_000;

const counts = { requests: 0, unidentified: 0 };
let delayMs = 0;

function serve(answer: Answer): (request: IncomingMessage, response: ServerResponse) => void {
  const remembered = new Map<string, Buffer>();
  const answerTo = async (body: string): Promise<Buffer> => {
    const known = remembered.get(body);
    if (known !== undefined) return known;
    const made = Buffer.from(await answer(body));
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(body, made);
    return made;
  };
  return (request, response) => {
    counts.requests += 1;
    const id = request.headers[ID_HEADER];
    if (typeof id !== 'string' || !id.startsWith(ID_PREFIX)) counts.unidentified += 1;
    const send = (status: number, body: Buffer): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    };
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      answerTo(Buffer.concat(chunks).toString()).then(
        (body) => (delayMs === 0 ? send(200, body) : setTimeout(send, delayMs, 200, body)),
        (error: unknown) => send(400, Buffer.from(JSON.stringify({ errors: [{ message: String(error) }] }))),
      );
    });
  };
}

async function listen(answer: Answer): Promise<string> {
  const server = createServer({ keepAliveTimeout: 600_000 }, serve(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return `http://127.0.0.1:${port}/graphql`;
}

function report(message: Report): void {
  process.send?.(message);
}

async function main(): Promise<void> {
  const graph = graphs.find(({ name }) => name === process.argv[2]);
  if (graph === undefined) throw new Error('which graph?');
  process.on('disconnect', () => process.exit(0));
  // The parent ends us when it has ended the gateways.
  process.on('SIGINT', () => undefined);
  process.on('message', (message) => {
    const asked = order.parse(message);
    if (asked.delayMs !== undefined) delayMs = asked.delayMs;
    report({ kind: 'counts', ...counts });
    if (asked.reset === true) Object.assign(counts, { requests: 0, unidentified: 0 });
  });
  const urls: Record<string, string> = {};
  for (const name of graph.subgraphs) urls[name] = await listen(subgraphAnswers(graph, name));
  report({ kind: 'ready', urls });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
