// The pretend CRM and helpdesk, knowing precisely the people of a list: what `SANDBOX_PEOPLE=people.csv` makes them know.
import { readFile } from 'node:fs/promises';
import { startHubspot } from '../../sandbox/vendors/hubspot/server';
import { startZendesk } from '../../sandbox/vendors/zendesk/server';
import { createWorldFromPeople, parsePeopleFile } from '../../sandbox/world/people-file';

export interface PretendSystems {
  /** Variables by which the gateway reaches them, `CRM_SOURCES` and `SUPPORT_SOURCES` included. */
  env: Record<string, string>;
  /** Tickets that are neither solved nor closed, of the helpdesk user with this address; null = no such user. */
  openTicketsOf(email: string): number | null;
  stop(): Promise<void>;
}

/** Starts both on free ports. */
export async function startPretendSystems(peopleFile: string): Promise<PretendSystems> {
  const rows = parsePeopleFile(await readFile(peopleFile, 'utf8'));
  const world = createWorldFromPeople(rows, { seed: 7, now: new Date().toISOString() });
  const [hubspot, zendesk] = await Promise.all([startHubspot({ world, port: 0 }), startZendesk({ world, port: 0 })]);
  return {
    env: { CRM_SOURCES: 'hubspot', SUPPORT_SOURCES: 'zendesk', ...hubspot.env, ...zendesk.env },
    openTicketsOf(email) {
      const user = world.helpdesk.users.find((one) => one.email?.toLowerCase() === email.toLowerCase());
      if (user === undefined) return null;
      return world.helpdesk.tickets.filter(
        ({ requesterId, status }) => requesterId === user.id && status !== 'solved' && status !== 'closed',
      ).length;
    },
    async stop() {
      await Promise.all([hubspot.stop(), zendesk.stop()]);
    },
  };
}
