// The pretend CRM and helpdesk, knowing precisely the people of a list: what `SANDBOX_PEOPLE=people.csv` makes them know.
import { readFile } from 'node:fs/promises';
import { startSandbox } from '../../sandbox/sandbox';
import { parsePeopleFile } from '../../sandbox/world/people-file';

export interface PretendSystems {
  /** Variables by which the gateway reaches them, `CRM_SOURCES` and `SUPPORT_SOURCES` included. */
  env: Record<string, string>;
  /** Tickets that are neither solved nor closed, of the helpdesk user with this address; null = no such user. */
  openTicketsOf(email: string): number | null;
  stop(): Promise<void>;
}

/** Starts both on free ports, without a billing database. */
export async function startPretendSystems(peopleFile: string): Promise<PretendSystems> {
  const people = parsePeopleFile(await readFile(peopleFile, 'utf8'));
  const { world, env, stop } = await startSandbox({ people, postgres: false });
  const { users, tickets } = world.helpdesk;
  return {
    env: { CRM_SOURCES: 'hubspot', SUPPORT_SOURCES: 'zendesk', ZENDESK_EXTERNAL_ID: 'hubspot:contact', ...env },
    openTicketsOf(email) {
      const user = users.find((one) => one.email?.toLowerCase() === email.toLowerCase());
      if (user === undefined) return null;
      return tickets.filter(({ requesterId, status }) => requesterId === user.id && status !== 'solved' && status !== 'closed').length;
    },
    stop,
  };
}
