// Reads what the scripts reply. A reply of another shape is not from our Redis: reading it throws, and that is a failure of Redis like
// any other.

export function listOf(reply: unknown): unknown[] {
  if (Array.isArray(reply)) return reply;
  throw new Error('Redis replied with something else than a list');
}

export function textOf(reply: unknown): string {
  if (typeof reply === 'string') return reply;
  if (Buffer.isBuffer(reply)) return reply.toString('latin1');
  throw new Error('Redis replied with something else than a text');
}

export function bytesOf(reply: unknown): Buffer {
  if (Buffer.isBuffer(reply)) return reply;
  throw new Error('Redis replied with something else than bytes');
}

/** Of an integer reply, or of a text that is a number. */
export function numberOf(reply: unknown): number {
  const number = typeof reply === 'number' ? reply : Number(textOf(reply));
  if (Number.isFinite(number)) return number;
  throw new Error('Redis replied with something else than a number');
}
