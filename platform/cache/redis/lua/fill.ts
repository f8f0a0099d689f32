// Lua: what a reader does with its leases: fill, give back, renew. Each counts only while the lease stands; part of scripts.ts, and
// of the fields that read.ts explains.

/** KEYS: a subject for each fill. A fill without a token came along with others, and is refused where its subject was forgotten since. */
export const fillScript = `
local tombstoneMs = tonumber(ARGV[1])
local taken = {}
for i = 1, #KEYS do
  local key, at = KEYS[i], 1 + (i - 1) * 10
  local question, token, tag = ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
  local sequence, began, age = tonumber(ARGV[at + 4]), tonumber(ARGV[at + 5]), tonumber(ARGV[at + 6])
  local stands
  if token ~= '' then
    local lease = redis.call('HGET', key, question .. '|l')
    stands = lease and string.sub(lease, 1, #token + 1) == token .. ' '
  else
    local forgotten = redis.call('HGET', key, '!')
    stands = now - began < tombstoneMs and not (forgotten and tonumber(forgotten) > sequence)
    local meta = stands and redis.call('HGET', key, question .. '|m')
    if meta then
      local of, fetched = string.match(meta, '^(%S+) (%d+) ')
      if of == tag and tonumber(fetched) > now - age then stands = false end
    end
  end
  if stands then
    local freshMs, keepMs = tonumber(ARGV[at + 7]), tonumber(ARGV[at + 8])
    local meta = tag .. ' ' .. int(now - age) .. ' ' .. int(now + freshMs) .. ' ' .. int(now + keepMs) .. ' ' .. ARGV[at + 9]
    redis.call('HSET', key, question, ARGV[at + 10], question .. '|m', meta)
    if token ~= '' then redis.call('HDEL', key, question .. '|l', question .. '|e', question .. '|w') end
    -- Other questions of the subject whose time is over must not live on with this one.
    for _, field in ipairs(redis.call('HKEYS', key)) do
      local of = string.match(field, '^(.*)|m$')
      if of and tonumber(string.match(redis.call('HGET', key, field), ' (%d+) %d+$')) <= now then redis.call('HDEL', key, of, field) end
    end
    if redis.call('PTTL', key) < keepMs then redis.call('PEXPIRE', key, keepMs) end
  end
  taken[i] = stands and 1 or 0
end
return taken
`;

/** KEYS: a subject for each lease. With a code, who waits for this very lease is told it. */
export const releaseScript = `
for i = 1, #KEYS do
  local key, question, token = KEYS[i], ARGV[i * 2], ARGV[i * 2 + 1]
  local lease = redis.call('HGET', key, question .. '|l')
  if lease and string.sub(lease, 1, #token + 1) == token .. ' ' then
    redis.call('HDEL', key, question .. '|l', question .. '|w')
    if ARGV[1] ~= '' then redis.call('HSET', key, question .. '|e', token .. ' ' .. ARGV[1]) end
  end
end
`;

/** KEYS: a subject for each lease. */
export const extendScript = `
local leaseMs = tonumber(ARGV[1])
for i = 1, #KEYS do
  local key, question, token = KEYS[i], ARGV[i * 2], ARGV[i * 2 + 1]
  local lease = redis.call('HGET', key, question .. '|l')
  if lease and string.sub(lease, 1, #token + 1) == token .. ' ' then
    redis.call('HSET', key, question .. '|l', token .. ' ' .. int(now + leaseMs) .. string.match(lease, '^%S+ %d+( .*)$'))
    if redis.call('PTTL', key) < leaseMs * 2 then redis.call('PEXPIRE', key, leaseMs * 2) end
  end
end
`;

/** KEYS: a subject for each lease. Of each 1 where somebody was told to wait for it within the time given. */
export const awaitedScript = `
local withinMs = tonumber(ARGV[1])
local awaited = {}
for i = 1, #KEYS do
  local told = redis.call('HGET', KEYS[i], ARGV[i * 2] .. '|w')
  local of, at = string.match(told or '', '^(%S+) (%d+)$')
  awaited[i] = of == ARGV[i * 2 + 1] and now - tonumber(at) <= withinMs and 1 or 0
end
return awaited
`;
