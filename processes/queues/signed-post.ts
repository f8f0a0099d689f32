// Events told to an address over HTTP, signed by Standard Webhooks, so that the receiver can tell that they are ours and were not changed.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
import { createHmac } from 'node:crypto';
import { SinkRefusal, type Sink } from '../relay/sink';
import { toCloudEvent } from './cloud-event';

export interface SignedPostOptions {
  url: string;
  /** The bytes of the secret; two while one replaces the other. */
  secrets: readonly Buffer[];
  /** The events' source. */
  source: string;
}

const WITHIN_MS = 3_000;
/** It asks to be asked later, or somebody before it does. */
const LATER = [408, 425, 429];

export function signedPostSink({ url, secrets, source }: SignedPostOptions): Sink {
  return {
    name: 'http',
    async deliver(event) {
      const body = JSON.stringify(toCloudEvent(event, source));
      const timestamp = Math.floor(Date.now() / 1_000);
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(WITHIN_MS),
        headers: {
          'content-type': 'application/cloudevents+json; charset=utf-8',
          'webhook-id': event.id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': secrets.map((secret) => signatureOf(secret, `${event.id}.${timestamp}.${body}`)).join(' '),
        },
        body,
      });
      await response.body?.cancel();
      const { status } = response;
      if (status >= 200 && status < 300) return;
      if (status >= 400 && status < 500 && !LATER.includes(status)) throw new SinkRefusal(`HTTP ${status}`);
      throw new Error('the address does not take events now');
    },
  };
}

function signatureOf(secret: Buffer, text: string): string {
  return `v1,${createHmac('sha256', secret).update(text).digest('base64')}`;
}
