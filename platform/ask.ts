// A question to the whole graph from within: how a process reads its conditions, and an event finds its customer. The gateway answers
// it like any request, with a context of its own; who asks is the house itself.

export interface Question {
  /** GraphQL text of one query. */
  query: string;
  variables?: Readonly<Record<string, unknown>>;
}

export interface GraphAnswer {
  data: Readonly<Record<string, unknown>> | null;
  errors: readonly { message: string; path?: readonly (string | number)[]; code: string }[];
}

/**
 * Never rejects for a vendor's sake: what failed is among the errors, with nulls in its place. Rejects where nobody answers, and with a
 * `TokenError` where something of the answer is withheld from whoever asks: it is then no answer at all.
 */
export type AskGraph = (question: Question) => Promise<GraphAnswer>;
