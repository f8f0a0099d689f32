// Lua: one batch read. Of each entry it tells whether it is there, or whose turn it is to read it; part of scripts.ts.
//
// A subject is a hash. Of each question `q` asked of it there are the fields
//   q     the sealed value
//   q|m   "<tag> <fetched> <fresh until> <kept until> <took>", times of Redis in ms
//   q|l   "<token> <until> <tag>": somebody is reading it
//   q|e   "<token> <code>": that reader could not
//   q|w   "<token> <when>": somebody was told to wait for that reader
// and `!` is the number of the invalidation that the subject was last forgotten by (forget.ts).
// The epochs are one hash beside them: a random word for each scope, replaced to void all of its entries, and `#`, which counts
// invalidations. A tag is the words of an entry's scopes at the time its reading began.

/** KEYS: the epochs if `withEpochs`, then a subject for each ask. Without epochs (Cluster) tags are given as the caller last knew them. */
export const readScript = `
local withEpochs, token, leaseMs, word, tagCount = ARGV[1] == '1', ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])
local tags, sequence, first = {}, '0', 0
if withEpochs then
  first = 1
  sequence = redis.call('HGET', KEYS[1], '#') or '0'
  for i = 1, tagCount do
    local tag = ''
    for scope in string.gmatch(ARGV[5 + i], '[^ ]+') do
      local epoch = redis.call('HGET', KEYS[1], scope)
      if not epoch then
        epoch = word
        redis.pcall('HSET', KEYS[1], scope, word)
      end
      tag = tag .. epoch .. '.'
    end
    tags[i] = tag
  end
else
  for i = 1, tagCount do tags[i] = ARGV[5 + i] end
end

local function grant(key, question, tag)
  local done = redis.pcall('HSET', key, question .. '|l', token .. ' ' .. int(now + leaseMs) .. ' ' .. tag)
  if type(done) == 'table' and done.err then return false end
  if redis.call('PTTL', key) < leaseMs * 2 then redis.call('PEXPIRE', key, leaseMs * 2) end
  return true
end

local function turn(key, question, tag, maxAge, eagerness, waitedFor)
  local got = redis.pcall('HMGET', key, question, question .. '|m', question .. '|l', question .. '|e')
  if got.err then
    redis.call('DEL', key)
    got = {}
  end
  local value, age, left, took = got[1], 0, 0, 0
  if value and got[2] then
    local of, fetched, fresh, kept, duration = string.match(got[2], '^(%S+) (%d+) (%d+) (%d+) (%d+)$')
    if of ~= tag or tonumber(kept) <= now then value = false
    else age, left, took = now - tonumber(fetched), tonumber(fresh) - now, tonumber(duration) end
  else value = false end
  local holder
  if got[3] then
    local by, till, of = string.match(got[3], '^(%S+) (%d+) (%S+)$')
    if of == tag and tonumber(till) > now then holder = by end
  end
  local state, said = 'L', ''
  if value and left > 0 and (maxAge < 0 or (maxAge > 0 and age <= maxAge)) then
    state = 'F'
    if not holder and left <= took * eagerness and grant(key, question, tag) then state = 'R' end
  elseif waitedFor ~= '' and got[4] and string.sub(got[4], 1, #waitedFor + 1) == waitedFor .. ' ' then
    state, said = 'E', string.sub(got[4], #waitedFor + 2)
  elseif holder and maxAge ~= 0 then
    state, said = 'W', holder
    redis.pcall('HSET', key, question .. '|w', holder .. ' ' .. int(now))
  elseif not grant(key, question, tag) then
    state = 'N'
  end
  return { state, value or '', age, left, said }
end

local answers = {}
for i = 1, #KEYS - first do
  local at = 5 + tagCount + (i - 1) * 5
  answers[i] = turn(KEYS[first + i], ARGV[at + 1], tags[tonumber(ARGV[at + 2])], tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4]), ARGV[at + 5])
end
return { int(now), sequence, tags, answers }
`;
