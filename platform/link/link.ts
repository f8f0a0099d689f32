// The seam between the gateway (or the directory) and a subgraph: one method. In process or over the network is decided by
// who makes the link, and nobody else can tell.

import type { Patience } from '../request/patience';

export interface SubgraphRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** All of the above as JSON text, where whoever asks has it at hand; only for links that take text. */
  body?: string;
  /** Lower-case names; made by `toHeaders`. */
  headers: Record<string, string>;
  /** When it is over the link rejects at once, with a timeout, and a subgraph that only reads for it gives up too. */
  patience?: Patience;
}

export interface SubgraphError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; [key: string]: unknown };
}

export interface SubgraphResponse {
  data?: Record<string, unknown> | null;
  errors?: SubgraphError[];
  extensions?: Record<string, unknown>;
}

export interface SubgraphLink {
  readonly name: string;
  /** True where requests travel as text: whoever has it at hand spares a link the printing. */
  readonly takesText?: boolean;
  /** Rejects with an `UpstreamError` when the subgraph as a whole failed; errors of fields are in the answer. */
  send(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
}
