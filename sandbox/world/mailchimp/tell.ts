// Mailchimp's part of the world: the house's account, Ada, then the others. Told last and from a stream of its own, so that all that
// exists of a seed without it stays as it is.
import { emptyMailchimp, type MailchimpAccount } from '../mailchimp-story';
import type { Random } from '../random';
import type { WrittenPerson } from '../record-writers';
import type { WorldBuilder } from '../world-builder';
import { tellMember } from './activity';
import { tellAdaInMailchimp } from './ada';
import { openMailchimp } from './house';
import { writeMember, writeMembers } from './members';

/** Of the people and organisations given, who must be booked already; books whose the members are. */
export function tellMailchimp(build: WorldBuilder, random: Random, cast: readonly WrittenPerson[]): MailchimpAccount {
  const account = emptyMailchimp();
  const house = openMailchimp(build, account);
  tellAdaInMailchimp(build, house, (audience, told) => writeMember(build, random, house, audience, told));
  for (const one of cast) for (const member of writeMembers(build, random, house, one)) tellMember(build, random, house, member);
  return account;
}
