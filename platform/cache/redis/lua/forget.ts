// Lua: invalidation, and what makes sure of it after a failover. Part of scripts.ts, and of the fields that read.ts explains.

/**
 * KEYS: the epochs, then the subjects (on Cluster none: `buryScript` follows). The reply is the acknowledgement, with the invalidation's number.
 * Deleting comes first: a Redis that is full takes no other write before one.
 */
export const forgetScript = `
local channel, message, word, tombstoneMs = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
for i = 2, #KEYS do redis.call('DEL', KEYS[i]) end
redis.call('HDEL', KEYS[1], '')
local sequence = redis.call('HINCRBY', KEYS[1], '#', 1)
for i = 5, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], word) end
for i = 2, #KEYS do
  redis.call('HSET', KEYS[i], '!', sequence)
  redis.call('PEXPIRE', KEYS[i], tombstoneMs)
end
redis.call('PUBLISH', channel, message)
return sequence
`;

/** KEYS: subjects. */
export const buryScript = `
for i = 1, #KEYS do
  redis.call('DEL', KEYS[i])
  redis.call('HSET', KEYS[i], '!', ARGV[1])
  redis.call('PEXPIRE', KEYS[i], tonumber(ARGV[2]))
end
`;

/**
 * KEYS: the epochs. A server that is not the one they were last used with may have lost invalidations that its predecessor had
 * acknowledged: everything is void then. Answers 1 where that was so.
 */
export const adoptScript = `
local field = 'node ' .. ARGV[1]
if redis.call('HGET', KEYS[1], field) == ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], field, ARGV[2], '*', ARGV[3])
redis.call('PUBLISH', ARGV[4], ARGV[5])
return 1
`;
