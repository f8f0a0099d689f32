// The books of a rate limit as Redis keeps them: one sorted set a window, a call a member, scored by when it counts no longer. Scripts,
// because looking and taking must be one step for all processes; on Redis's clock, because theirs differ. Rules: budget-books.ts.

/**
 * KEYS: the account's pause, the part's pause, then the windows. ARGV: a name no other try has, calls wanted, how long one may be
 * under way, then the limit and the length of each window. Answers how many were granted, and when to ask again.
 */
export const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local paused = math.max(redis.call('PTTL', KEYS[1]), redis.call('PTTL', KEYS[2]))
if paused > 0 then return {0, paused} end
local free, wait = tonumber(ARGV[2]), 1
for i = 3, #KEYS do
  local limit, length = tonumber(ARGV[2 * i - 2]), tonumber(ARGV[2 * i - 1])
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now)
  local used = redis.call('ZCARD', KEYS[i])
  free = math.min(free, math.max(0, limit - used))
  if used >= limit then
    local next = redis.call('ZRANGE', KEYS[i], used - limit, used - limit, 'WITHSCORES')
    wait = math.max(wait, math.min(tonumber(next[2]) - now, length))
  end
end
for i = 3, #KEYS do
  local untilThen = tonumber(ARGV[3]) + tonumber(ARGV[2 * i - 1])
  for n = 1, free do redis.call('ZADD', KEYS[i], now + untilThen, ARGV[1] .. n) end
  if free > 0 then redis.call('PEXPIRE', KEYS[i], math.max(untilThen, redis.call('PTTL', KEYS[i]))) end
end
return {free, wait}`;

/** KEYS: the windows. ARGV: the call, then the length of each window. A Redis that forgot the call learns of it again. */
export const SETTLE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
for i = 1, #KEYS do
  local length = tonumber(ARGV[i + 1])
  redis.call('ZADD', KEYS[i], now + length + 1, ARGV[1])
  redis.call('PEXPIRE', KEYS[i], math.max(length + 1, redis.call('PTTL', KEYS[i])))
end`;

/** KEYS: the pause. ARGV: its length. Never shortens one. */
export const PAUSE = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], 1, 'PX', ARGV[1]) end`;
