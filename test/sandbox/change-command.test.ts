// A change by hand goes to the right control endpoint of the right system, and what was not understood goes nowhere.
import { toControlRequest } from '../../sandbox/change-command';

it.each([
  ['hubspot 501 jobTitle=CTO', { url: 'http://127.0.0.1:4100/__sandbox/people', body: { id: '501', jobTitle: 'CTO' } }],
  ['zendesk ticket:77', { url: 'http://127.0.0.1:4101/__sandbox/changes', body: { type: 'ticket', id: '77' } }],
  [
    'stripe cus_1 phone=0301 email=null',
    { url: 'http://127.0.0.1:4103/__sandbox/people', body: { id: 'cus_1', phone: '0301', email: null } },
  ],
])('%s', (line, request) => {
  expect(toControlRequest(line.split(' '), 4_100)).toEqual(request);
});

it.each(['', 'hubspot', 'nobody 501', 'hubspot 501 CTO', 'zendesk ticket:77 status=open'])('not "%s"', (line) => {
  expect(toControlRequest(line.split(' '), 4_100)).toBeNull();
});
