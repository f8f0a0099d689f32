// Ada Mensah in Request Tracker, which the house's engineers work with: known by the old address, in other letters.
import { CRM_FIELD } from '../request-tracker-story';
import { FIRST_CUSTOMER } from '../showcase/ada';
import type { WorldBuilder } from '../world-builder';
import type { TrackerBuilder } from './builder';

/** Everything at once: an urgent ticket past its due date, a second one merged into it, one that waits, one that is done. */
export function tellAdaInTracker(build: WorldBuilder, tracker: TrackerBuilder): void {
  const user = tracker.user({
    ...{ person: 'ada-mensah', name: 'amensah', realName: 'Ada Mensah', emailAddress: 'A.Mensah@Harbour-Catering.example.org' },
    ...{ organization: 'Copperfield Foods', lang: 'en', workPhone: '020 7946 0501', mobilePhone: '+44 7455 550501' },
    ...{ address1: '14 Mill Lane', city: 'London', zip: 'SE1 4TW', country: 'United Kingdom' },
    customFields: { [CRM_FIELD]: [FIRST_CUSTOMER.id.slice('hubspot:contact:'.length)] },
    ...{ created: build.ago(600), lastUpdated: build.ago(1) },
  });
  const requestorIds = [user.id];
  const outage = tracker.ticket(
    {
      ...{ requestorIds, subject: 'Engineer on site: gateway of the cold store', status: 'open', priority: 100 },
      ...{ created: build.ago(0, 24), due: build.ago(0, 6) },
    },
    'Your colleague promised an engineer for this morning. When does he come? The cold store has no alarms.',
    [
      { by: 'agent', at: build.ago(0, 20), body: 'Tomas is on his way with a new gateway. He calls you from the car.' },
      {
        by: 'agent',
        at: build.ago(0, 19),
        body: 'Third gateway there in two years. Check the power supply of the site first.',
        internal: true,
      },
      { by: 'requestor', at: build.ago(0, 5), body: 'Nobody has called. It is past two.' },
    ],
  );
  tracker.ticket(
    { requestorIds, subject: 'Engineer?', status: 'resolved', priority: 0, created: build.ago(0, 7), mergedInto: outage.id },
    'Is anybody coming today?',
    [],
  );
  tracker.ticket(
    { requestorIds, subject: 'Firmware of the second site', status: 'stalled', priority: 50, created: build.ago(12), due: build.ago(-5) },
    '<p>Please update the sensors of our second site <b>at night</b>.</p><p>Ada &amp; team</p>',
    [{ by: 'agent', at: build.ago(11), body: 'We wait for your window. Any night after Sunday will do?' }],
  );
  tracker.ticket(
    {
      ...{ requestorIds, subject: 'Battery of sensor 0417', status: 'resolved', priority: 0, created: build.ago(90), due: build.ago(83) },
      ...{ resolved: build.ago(88), lastUpdated: build.ago(88) },
    },
    'It says 4 %. Can we change it ourselves?',
    [{ by: 'agent', at: build.ago(89), body: 'Yes: a CR123A, four screws at the back.' }],
  );
}
