// What an examination found out about a source, in words: each fault with what to do about it. Knows no vendor: what a read needs
// is told by its connector.
import type { LookupVerdict } from '../../platform/canary/canary';
import type { LookupBy } from '../../platform/connector';
import type { ChangesHeard, Examination, Fact } from '../../platform/exchange/examination';
import type { Line } from './line';

/** Log-ins by signed token are refused beyond it, and what is new looks old. */
const MOST_SKEW_SECONDS = 60;
/** Of a rate limit, as a share. */
const LITTLE = 0.05;

type Code = Extract<Fact, { about: 'access' }>['code'];
type Read = Extract<Fact, { about: 'read' }>;

/** In the order of the facts; reads that went well are one line. */
export function toLines({ source, domain, hasCanary, facts }: Examination): Line[] {
  const variable = source.toUpperCase().replaceAll('-', '_');
  const line = (state: Line['state'], says: string, todo: string | null = null): Line => ({ state, subject: source, says, todo });
  const reads = facts.filter((fact) => fact.about === 'read');
  // Nothing was asked where a connector has no way to read.
  const denied = facts.every((fact) => !('code' in fact) || fact.code === 'UPSTREAM_DENIED' || fact.code === 'UPSTREAM_UNSUPPORTED');

  function ofAccess(code: Code): Line {
    if (code === null) return line('ok', 'answers, and takes the credentials');
    if (code === 'UPSTREAM_DENIED') {
      return denied
        ? line(
            'fault',
            'refuses the credentials',
            `Check the settings that begin with ${variable}_: is the key whole, still valid and of this account?`,
          )
        : line('fault', 'refuses to look people up', scopeOf(facts.find((fact) => fact.about === 'read')?.scope ?? null));
    }
    return line('fault', WORDS[code], REMEDIES[code](variable));
  }

  function ofRead({ read, scope, code }: Read): Line[] {
    if (code === null) return [];
    if (code === 'UPSTREAM_UNSUPPORTED') return [line('unknown', `has no way to read ${read}`)];
    // Said once, of its access.
    if (code === 'UPSTREAM_DENIED') return denied ? [] : [line('fault', `refuses to let us read ${read}`, scopeOf(scope))];
    return [line('fault', `${read}: ${WORDS[code]}`, REMEDIES[code](variable))];
  }

  function ofReads(): Line[] {
    const good = reads.filter(({ code }) => code === null).map(({ read }) => read);
    const untried = hasCanary
      ? []
      : [line('unknown', `${domain.toLowerCase()} reads of one record were not tried`, `Set ${variable}_CANARY`)];
    return [...(good.length === 0 ? [] : [line('ok', `lets us read ${good.join(', ')}`)]), ...reads.flatMap(ofRead), ...untried];
  }

  function ofClock(ahead: number | null): Line {
    if (ahead === null) return line('unknown', 'does not tell the time');
    if (Math.abs(ahead) <= MOST_SKEW_SECONDS) return line('ok', 'has the same time as this machine');
    const says = `has its clock ${Math.abs(ahead)} s ${ahead > 0 ? 'ahead of' : 'behind'} this machine's`;
    return line('fault', says, 'Let this machine set its clock by NTP; if only this source differs, the clock is theirs');
  }

  function ofLimit(left: number | null): Line {
    if (left === null) return line('unknown', 'does not tell what is left of its rate limit');
    const says = `has ${Math.floor(left * 100)} % of its rate limit left`;
    return left < LITTLE ? line('fault', says, 'Find out who else uses this key, or ask the vendor for more') : line('ok', says);
  }

  function ofChanges({ by, could, everySeconds }: ChangesHeard): Line {
    if (by === 'webhooks') return line('ok', `tells of changes by webhooks, taken at /webhooks/${source}`);
    if (by === 'polls') return line('ok', `is asked every ${everySeconds} s what has changed`);
    if (could === null) return line('unknown', 'has no way to tell of changes: what is kept of it is read again when its time is over');
    const setting = could === 'webhooks' ? `${variable}_WEBHOOK_SECRET` : `${variable}_POLL_SECONDS`;
    return line('unknown', 'could tell of changes, and does not', `Set ${setting} (docs/events.md)`);
  }

  function ofActions(names: readonly string[]): Line {
    if (names.length === 0) return line('unknown', `offers ${domain.toLowerCase()} nothing that processes could do in it`);
    return line('ok', `offers ${names.toSorted().join(', ')}; whether the key has the rights shows when it is done`);
  }

  function ofLookup(by: LookupBy, { status, note }: LookupVerdict): Line {
    if (status === 'SUPPORTED') return line('ok', `finds its canary by ${by}`);
    if (status === 'UNCHECKED') return line('unknown', `look-up by ${by} was not checked: ${note ?? ''}`);
    const todo = `Until it works again nobody is looked up by ${by}. Look for ${variable}_CANARY in the system itself: is it there, and as configured?`;
    return line('fault', `look-up by ${by} ${note ?? ''}`, todo);
  }

  return facts.flatMap((fact, index): Line[] => {
    switch (fact.about) {
      case 'access':
        return [ofAccess(fact.code)];
      case 'read':
        // All of them where the first one is.
        return facts.findIndex(({ about }) => about === 'read') === index ? ofReads() : [];
      case 'clock':
        return [ofClock(fact.aheadSeconds)];
      case 'limit':
        return [ofLimit(fact.left)];
      case 'changes':
        return [ofChanges(fact.heard)];
      case 'actions':
        return [ofActions(fact.names)];
      case 'lookup':
        return [ofLookup(fact.by, fact)];
    }
  });
}

function scopeOf(scope: string | null): string {
  return scope === null ? 'Give the key the right to it' : `Give the key the right: ${scope}`;
}

const WORDS: Record<Exclude<Code, null>, string> = {
  UPSTREAM_TIMEOUT: 'does not answer in time',
  UPSTREAM_UNAVAILABLE: 'cannot be reached, or is broken',
  UPSTREAM_RATE_LIMITED: 'refuses for its rate limit',
  UPSTREAM_DENIED: 'refuses',
  UPSTREAM_CONTRACT: 'answers otherwise than its vendor documents',
  UPSTREAM_UNSUPPORTED: 'has no way to tell',
  LOOKUP_UNSUPPORTED: 'is not looked up at present',
  INTERNAL_SERVER_ERROR: 'made this program fail',
};

const tellUs = (): string => 'Tell those who keep this program, with the version that the vendor runs';
const REMEDIES: Record<Exclude<Code, null>, (variable: string) => string> = {
  UPSTREAM_TIMEOUT: (variable) => `Try its address from this machine; ${variable}_TIMEOUT_MS is how long we wait`,
  UPSTREAM_UNAVAILABLE: (variable) => `Try its address from this machine (${variable}_URL where it is set), and the vendor's status page`,
  UPSTREAM_RATE_LIMITED: () => 'Wait, then find out who else uses this key',
  UPSTREAM_DENIED: (variable) => `Check the settings that begin with ${variable}_`,
  UPSTREAM_CONTRACT: (variable) => `Is ${variable}_URL the address of the API itself? If it is: ${tellUs().toLowerCase()}`,
  UPSTREAM_UNSUPPORTED: () => 'Nothing can be done about it',
  LOOKUP_UNSUPPORTED: () => 'Look at its canary',
  INTERNAL_SERVER_ERROR: tellUs,
};
