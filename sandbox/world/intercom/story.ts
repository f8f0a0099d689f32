// The messenger joins the world when all the others have told theirs: about a third of those whom the first helpdesk knows, and a
// few whom it does not. Draws from a stream of its own.
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import type { WorldBuilder } from '../world-builder';
import { tellAdaInIntercom } from './ada';
import { writeIntercomContact } from './contacts';
import { tellConversations } from './conversations';

const SHARE_OF_HELPDESK = 0.34;
const SHARE_OF_OTHERS = 0.03;

/** Adds contacts and conversations, and nothing to any other system. */
export function tellIntercom(build: WorldBuilder, random: Random, written: readonly WrittenPerson[]): void {
  tellAdaInIntercom(build);
  for (const one of written) {
    if (!random.chance(one.user === null ? SHARE_OF_OTHERS : SHARE_OF_HELPDESK)) continue;
    tellConversations({ build, random, person: one.person, contact: writeIntercomContact(build, random, one) });
  }
}
