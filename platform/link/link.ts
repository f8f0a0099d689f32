// The seam between the gateway (or the directory) and a subgraph: one method. In process or over the network is decided by
// who makes the link, and nobody else can tell.

export interface SubgraphRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  /** Lower-case names; made by `toHeaders`. */
  headers: Record<string, string>;
  /** Aborts when nobody waits any more. */
  signal?: AbortSignal;
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
  /** Rejects with an `UpstreamError` when the subgraph as a whole failed; errors of fields are in the answer. */
  send(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
}
