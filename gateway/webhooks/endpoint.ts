// `POST /webhooks/<source>`: where vendors tell of changes. Raw bytes go to whoever holds the source's secret; nobody signs in here, since
// the vendor's signature is the sign-in. Limited by size, and by how often an address may be refused.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { WebhookDesk, WebhookRequest } from '../../platform/webhooks/message';
import type { WebhookSettings } from './settings';

/** Of one address and a minute; then it is not listened to, whatever it sends, until the minute is over. */
const MOST_REFUSALS = 60;
const RETRY_SECONDS = 5;

/** Adds the endpoint to a server that does not listen yet. */
export async function showWebhooks(app: FastifyInstance, desk: WebhookDesk, settings: WebhookSettings): Promise<void> {
  const refusals = new RateLimiterMemory({ points: MOST_REFUSALS, duration: 60 });
  // In a scope of its own: elsewhere bodies are parsed.
  await app.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: settings.WEBHOOK_MAX_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.route<{ Params: { source: string } }>({
      method: ['POST', 'GET', 'HEAD'],
      url: '/webhooks/:source',
      async handler(request, reply) {
        const known = await refusals.get(request.ip);
        if (known !== null && known.consumedPoints >= MOST_REFUSALS) {
          return reply
            .code(429)
            .header('retry-after', Math.ceil(known.msBeforeNext / 1_000))
            .send();
        }
        const { status } = await desk.receive(request.params.source, toWebhook(request, settings.WEBHOOK_URL));
        if (status === 401 || status === 404) await refusals.consume(request.ip).catch(overLimit);
        if (status === 503) void reply.header('retry-after', RETRY_SECONDS);
        return reply.code(status).header('cache-control', 'no-store').send();
      },
    });
    done();
  });
}

function toWebhook(request: FastifyRequest, publicUrl: string | undefined): WebhookRequest {
  const { method, url, protocol, host, headers, body } = request;
  return {
    method,
    url: `${publicUrl ?? `${protocol}://${host}`}${url}`,
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
      ),
    ),
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

/** It is counted, and that is all there is to do. */
function overLimit(reason: unknown): void {
  if (!(reason instanceof RateLimiterRes)) throw reason;
}
