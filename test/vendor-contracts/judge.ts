// What every judge answers about one exchange, whatever the form of its vendor's contract.
import type { Recorded } from './traffic';
import type { Finding } from './findings';

export interface Verdict {
  /** What was asked: `GET /api/v2/users/{user_id}`, or the name of a GraphQL operation; null = the vendor has none such. */
  operation: string | null;
  findings: readonly Finding[];
}

export interface Judge {
  judge(exchange: Recorded): Verdict;
}
