// What HubSpot is asked to do, on the pretend HubSpot.
import { crmActions } from '../../../../../subgraphs/crm/actions';
import { startHubspot } from '../../../../../sandbox/vendors/hubspot/server';
import { hubspot } from '../../../../../subgraphs/crm/vendors/hubspot';
import { describeActions } from '../../../../contracts/actions.contract';
import { startConnector } from '../../../../support/vendor-server';
import { company, id, TOKEN, world } from './hubspot-world';

const contacts = '/crm/v3/objects/contacts';
const task = { title: 'Call Anna back', body: 'She is angry', due: '2026-12-01T09:00:00.000Z', ref: 'zendesk:ticket:77' };

describeActions({
  name: 'hubspot',
  inputs: crmActions,
  start: () => startHubspot({ world, port: 0, token: TOKEN, limits: 'off', lagSeconds: 60 }),
  connect: (server) => startConnector(hubspot, { TOKEN, URL: server.url }),
  cases: [
    {
      action: 'createTask',
      input: { record: id('501'), owner: 'hubspot:owner:71', ...task },
      write: { asked: 'hs_task_subject' },
      undoable: true,
      refused: { record: id('501'), ...task, owner: 'hubspot:owner:999' },
    },
    {
      action: 'createTask',
      input: { record: company('801'), title: 'Visit', due: task.due },
      write: { asked: 'hs_task_subject' },
      undoable: true,
    },
    { action: 'deleteTask', input: { task: 'hubspot:task:1005' }, write: { path: '/crm/v3/objects/tasks/1005' }, undoable: false },
    {
      action: 'createNote',
      input: { record: id('502'), text: 'Prefers to be called', ref: 'zendesk:ticket:77' },
      write: { asked: 'hs_timestamp' },
      undoable: true,
      refused: { record: id('999'), text: 'Nobody is there' },
    },
    { action: 'deleteNote', input: { note: 'hubspot:note:1004' }, write: { path: '/crm/v3/objects/notes/1004' }, undoable: false },
    {
      action: 'setOwner',
      input: { record: id('501'), owner: 'hubspot:owner:72' },
      write: { path: `${contacts}/501` },
      undoable: true,
      refused: { record: id('501'), owner: 'hubspot:owner:999' },
    },
    { action: 'setOwner', input: { record: id('501'), owner: null }, write: { path: `${contacts}/501` }, undoable: true },
    {
      action: 'updateContact',
      input: { record: id('501'), email: 'Anna.New@Example.com', phone: '+49301112233', givenName: 'Annika', familyName: 'Muster' },
      write: { path: `${contacts}/501` },
      undoable: false,
      // Somebody else's.
      refused: { record: id('501'), email: 'bert@example.com' },
    },
    {
      action: 'createContact',
      input: { email: 'new@example.com', phone: '+49301112233', givenName: 'Nora', familyName: 'Neu' },
      write: { asked: 'associations' },
      undoable: false,
    },
    { action: 'deleteContact', input: { record: id('502') }, write: { path: `${contacts}/gdpr-delete` }, undoable: false },
  ],
});
