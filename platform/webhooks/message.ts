// A webhook as it comes in, whoever sends it, and what is answered. What proves it is in scheme.ts, what it means is each vendor's.

/** One request of a vendor's, just as it was sent. */
export interface WebhookRequest {
  method: string;
  /** The whole address as the sender has it, with the query: behind a proxy it is not the one that arrives here. */
  url: string;
  /** Names in lower case; of a header that came twice, both joined by a comma. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/**
 * 200 = taken, a double, or nothing of ours · 400 = proven, and not what the vendor documents · 401 = not proven · 404 = no such source ·
 * 503 = not taken, to be sent again. There is no body: a sender is told nothing more.
 */
export interface WebhookAnswer {
  status: 200 | 400 | 401 | 404 | 503;
}

/** Takes webhooks for the sources it has. */
export interface WebhookDesk {
  /** Those that take webhooks. */
  sources(): Promise<readonly string[]>;
  /** Never rejects. */
  receive(source: string, request: WebhookRequest): Promise<WebhookAnswer>;
}
