// Takes webhooks for the sources of this process, whose secrets are here: proven, read, handed to the intake, and answered only then.
// The HTTP side is the gateway's, or the subgraph server's; it knows no vendor either.
import type { Log } from '../log';
import { NotAcknowledged, type EventIntake } from '../state/events/intake';
import { wordsOf } from '../state/fault';
import type { WebhookBook } from './book';
import type { VendorEvent, WebhookDeclaration, WebhookSource } from './declaration';
import { invalidationsOf, toSeenEvents } from './hints';
import type { WebhookAnswer, WebhookDesk, WebhookRequest } from './message';
import { withOwners } from './owners';
import { createWebhookVerifier } from './verify';

export interface WebhookDeskOptions {
  sources: readonly WebhookSource[];
  intake: EventIntake;
  book: WebhookBook;
  log: Log;
  /** Epoch ms. */
  now?: () => number;
}

/** Vendors wait five seconds, some of them less. */
const ANSWER_WITHIN_MS = 4_000;
/** More at a time are sent again: what waits here would be too late anyway. */
const MOST_AT_ONCE = 64;

/** Nothing is connected before a webhook that is proven. */
export function createWebhookDesk({ sources, intake, book, log, now = Date.now }: WebhookDeskOptions): WebhookDesk {
  const desks = new Map(
    sources.map((one) => {
      const { source, declaration, secrets, versions } = one;
      const schemes = versions.flatMap((version) => declaration.schemes[version] ?? []);
      return [source, { declaration, secrets, owned: withOwners(one, log), verify: createWebhookVerifier(schemes, secrets, now) }];
    }),
  );
  let underWay = 0;

  /** Answers how many of them are new. */
  async function keep(source: string, told: Promise<readonly VendorEvent[]>, body: Buffer, secret: string): Promise<number> {
    underWay += 1;
    try {
      const events = await told;
      const seen = toSeenEvents(events, { source, body, secret, now: now() });
      return await intake.take({ source, events: seen, forget: invalidationsOf(events, source) });
    } finally {
      underWay -= 1;
    }
  }

  async function take(source: string, told: () => Promise<readonly VendorEvent[]>, body: Buffer, secret: string): Promise<WebhookAnswer> {
    if (underWay >= MOST_AT_ONCE) return unavailable(source, 'too many at once');
    try {
      const news = await inTime(keep(source, told(), body, secret));
      book.count(source, news === 0 ? 'double' : 'taken');
      book.events(source, news);
      return { status: 200 };
    } catch (error) {
      return unavailable(source, error instanceof NotAcknowledged || error instanceof Late ? error.message : wordsOf(error));
    }
  }

  function unavailable(source: string, cause: string): WebhookAnswer {
    book.count(source, 'unavailable');
    log.warn('a webhook could not be taken, and will be sent again', { source, code: 'WEBHOOK_UNAVAILABLE', cause });
    return { status: 503 };
  }

  return {
    sources: () => Promise.resolve([...desks.keys()]),
    async receive(source, request) {
      const desk = desks.get(source);
      if (desk === undefined) return { status: 404 };
      const { declaration, verify, secrets, owned } = desk;
      const fault = verify(request);
      if (fault !== null) {
        book.count(source, 'refused');
        log.warn('a webhook was refused', { source, code: 'WEBHOOK_REFUSED', cause: fault });
        return { status: 401 };
      }
      if (request.method !== 'POST') return { status: declaration.triesByGet === true ? 200 : 404 };
      const events = readEvents(declaration, request, source);
      if (events === null) {
        book.count(source, 'unreadable');
        log.warn('a webhook is not what its vendor documents', { source, code: 'WEBHOOK_UNREADABLE' });
        return { status: 400 };
      }
      if (events.length > 0) return take(source, () => owned(events), request.body, secrets()[0]);
      book.count(source, 'ignored');
      return { status: 200 };
    },
  };
}

/** null = it is not what the vendor documents. */
function readEvents(declaration: WebhookDeclaration, request: WebhookRequest, source: string): readonly VendorEvent[] | null {
  try {
    return declaration.read(request, source);
  } catch {
    return null;
  }
}

class Late extends Error {
  override readonly name = 'Late';

  constructor() {
    super('it took too long');
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Late()), ANSWER_WITHIN_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
