// The desk of a process elsewhere: webhooks travel to its subgraph's own `/webhooks`, beside its `/graphql`, and are signed like what goes
// there. What is in them is proven by the process that holds the vendor's secret.
import { Pool } from 'undici';
import { answered, listed, NOT_TAKEN, toEnvelope } from '../webhooks/envelope';
import type { WebhookDesk } from '../webhooks/message';
import { post } from './post';
import { createSigner, SIGNATURE_HEADER, type SigningSecrets } from './signature';

export interface RemoteDesk extends WebhookDesk {
  close(): Promise<void>;
}

const CONNECTIONS = 16;
/** A vendor's patience is shorter than this. */
const ANSWER_WITHIN_MS = 4_500;

/** `url` is the subgraph's address; nothing is connected before it is asked. Its `sources` rejects where nobody answers. */
export function createRemoteDesk(url: string, signing?: SigningSecrets): RemoteDesk {
  const sign = signing === undefined ? undefined : createSigner(signing);
  const base = new URL('webhooks', url);
  const pool = new Pool(base.origin, { connections: CONNECTIONS, headersTimeout: ANSWER_WITHIN_MS, bodyTimeout: ANSWER_WITHIN_MS });

  async function ask(path: string, body: string): Promise<unknown> {
    const headers = sign === undefined ? {} : { [SIGNATURE_HEADER]: sign({ method: 'POST', path, body, headers: {} }) };
    const { text } = await post(pool, { path, headers, body, patience: undefined });
    return JSON.parse(text);
  }

  return {
    sources: async () => listed.parse(await ask(base.pathname, '{}')).sources,
    async receive(source, request) {
      try {
        return answered.parse(await ask(`${base.pathname}/${encodeURIComponent(source)}`, toEnvelope(request)));
      } catch {
        return NOT_TAKEN;
      }
    },
    close: () => pool.destroy(),
  };
}
