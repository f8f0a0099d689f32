// Judges one exchange with Stripe: requests by its published description, which is old but right about paths and parameters, and
// answers by the vendor's fixtures. It also gathers the answers that `types.ts` holds against the types of the vendor's SDK.
import type { Finding } from '../findings';
import type { Json } from '../json';
import type { Judge } from '../judge';
import { createOpenApiJudge } from '../openapi/judge';
import { isAnswered, type Recorded } from '../traffic';
import { type Fixtures, replyFaults } from './replies';
import type { Samples } from './samples';

export function createStripeJudge(document: Json, fixtures: Fixtures, samples: Samples): Judge {
  const byDescription = createOpenApiJudge(document, { answers: 'status', optionalEnding: /\/$/ });
  return {
    judge(exchange) {
      const { operation, findings } = byDescription.judge(exchange);
      if (operation === null || !isAnswered(exchange)) return { operation, findings };
      samples.note(exchange.answer);
      return { operation, findings: [...findings, ...answerFindings(operation, exchange, fixtures)] };
    },
  };
}

function answerFindings(operation: string, { vendor, status, answer }: Recorded, fixtures: Fixtures): Finding[] {
  // Refusals are held against the type of the SDK's error alone: there is no fixture.
  if (status >= 400) return [];
  return replyFaults(fixtures, answer).map((fault) => ({ vendor, operation, side: 'answer', ...fault }));
}
