// Reading JSON of which the page cannot be sure: what the browser stored, and reports whose fields may grow.

/** A JSON object or array, safe to look into. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The parsed text; null where it is absent or no JSON. */
export function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
