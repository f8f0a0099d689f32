// The child reads of each source of a domain, made once at start.

/** Looks up what `make` made for a source of this name; throws for a source that was not there at start. */
export function readsBySource<Named extends { name: string }, Reads>(
  sources: readonly Named[],
  make: (source: Named) => Reads,
): (source: Named) => Reads {
  const bySource = new Map(sources.map((source) => [source.name, make(source)]));
  return ({ name }) => {
    const reads = bySource.get(name);
    if (reads === undefined) throw new Error('a source that was not started');
    return reads;
  };
}
