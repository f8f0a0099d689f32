// A webhook on its way from the gateway to the process that holds its source: as JSON, so that it is signed and read like every other
// request to a subgraph. The body stays as it was, byte by byte.
import { z } from 'zod';
import type { WebhookAnswer, WebhookRequest } from './message';

const envelope = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.base64(),
});

export function toEnvelope({ method, url, headers, body }: WebhookRequest): string {
  return JSON.stringify({ method, url, headers, body: body.toString('base64') });
}

/** null = it is none. */
export function fromEnvelope(given: unknown): WebhookRequest | null {
  const parsed = envelope.safeParse(given);
  return parsed.success ? { ...parsed.data, body: Buffer.from(parsed.data.body, 'base64') } : null;
}

/** What comes back: of a webhook, and of the question which sources there are. */
export const answered = z.object({ status: z.union([z.literal(200), z.literal(400), z.literal(401), z.literal(404), z.literal(503)]) });
export const listed = z.object({ sources: z.array(z.string()) });

/** Of somebody who does not answer as we do. */
export const NOT_TAKEN: WebhookAnswer = { status: 503 };
